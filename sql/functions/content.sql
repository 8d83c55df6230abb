-- Files that come a second time: rows that are as they were, lists that are there already, and what two petitions differ in.

CREATE OR REPLACE FUNCTION petition_carry(the_petition bigint, former bigint, numbers integer[], formers integer[]) RETURNS integer[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- rows copied a moment ago are in no statistics
SET enable_nestloop = off SET jit = off AS $$
DECLARE
    drafts bigint[];
    carried integer;
    known bigint[];
BEGIN
    -- a file of several buildings is one draft a building, and all of them together are what it corrects
    drafts := ARRAY(
        SELECT id FROM petition WHERE id = ANY (ARRAY(SELECT petition_carry.former UNION ALL SELECT siblings_of(petition_carry.former)))
            AND state = 'draft' ORDER BY id FOR NO KEY UPDATE);
    INSERT INTO petition_row (petition_id, number, institution_id, authority_id, state, action, iin, surname, given_name, patronymic, birth_date, sex, citizenship, document_type, document_number,
        document_issued_on, document_issuer, document_sample, stay, from_day, until_day, previous_address, departure_leaf,
        address_reference, registered_with_parents, legal_representative, placement_basis, military_document, military_mark_on,
        fee_receipt, fee_exemption, departure_reason, departed_to, building, room, note, written, verbatim, other, content, fingerprint)
    SELECT the_petition, m.number, p.institution_id, p.authority_id, r.state, r.action, r.iin, r.surname, r.given_name, r.patronymic, r.birth_date, r.sex, r.citizenship, r.document_type, r.document_number,
        r.document_issued_on, r.document_issuer, r.document_sample, r.stay, r.from_day, r.until_day, r.previous_address, r.departure_leaf,
        r.address_reference, r.registered_with_parents, r.legal_representative, r.placement_basis, r.military_document, r.military_mark_on,
        r.fee_receipt, r.fee_exemption, r.departure_reason, r.departed_to, r.building, r.room, r.note, r.written, r.verbatim, r.other, r.content, r.fingerprint
    FROM petition AS p, unnest(numbers, formers) AS m (number, former)
    JOIN petition_row AS r ON r.petition_id = ANY (drafts) AND r.number = m.former
    WHERE p.id = the_petition;
    GET DIAGNOSTICS carried = ROW_COUNT;
    -- a row was taken out of the draft since it was asked which rows it has
    IF carried <> cardinality(numbers) THEN
        RETURN NULL;
    END IF;

    -- what other rows and the register say is found anew
    INSERT INTO petition_issue (petition_id, institution_id, authority_id, row_number, column_name, severity, code, found, arguments)
    SELECT the_petition, i.institution_id, i.authority_id, m.number, i.column_name, i.severity, i.code, i.found, i.arguments
    FROM unnest(numbers, formers) AS m (number, former)
    JOIN petition_issue AS i ON i.petition_id = ANY (drafts) AND i.row_number = m.former
    WHERE NOT is_found_by_comparing(i.code) ORDER BY i.id;
    UPDATE petition_row AS r SET state = worst.state
    FROM (
        SELECT m.number, CASE WHEN bool_or(i.severity = 'error') FILTER (WHERE NOT is_found_by_comparing(i.code)) THEN 'faulty'
            WHEN bool_or(i.severity = 'warning') FILTER (WHERE NOT is_found_by_comparing(i.code)) THEN 'warned' ELSE 'sound' END AS state
        FROM unnest(numbers, formers) AS m (number, former)
        JOIN petition_issue AS i ON i.petition_id = ANY (drafts) AND i.row_number = m.former
        GROUP BY m.number HAVING bool_or(is_found_by_comparing(i.code))) AS worst
    WHERE r.petition_id = the_petition AND r.number = worst.number AND r.state <> worst.state;

    known := ARRAY(SELECT persons_known(ARRAY(
        SELECT iin FROM petition_row WHERE petition_id = the_petition AND iin IS NOT NULL ORDER BY iin)));
    RETURN ARRAY(
        SELECT number FROM (
            SELECT number, action, iin, count(*) OVER (PARTITION BY iin) AS twins
            FROM petition_row WHERE petition_id = the_petition) AS r
        WHERE action IN ('depart', 'extend') OR (iin IS NOT NULL AND (twins > 1 OR iin IN (SELECT unnest(known)))) ORDER BY number);
END
$$;
COMMENT ON FUNCTION petition_carry IS
    'Takes rows of a former draft, and of its file''s other buildings, over with their repairs and issues, and gives the rows to compare; NULL when not all of them are there any more.';

CREATE OR REPLACE FUNCTION check_content(the_petition bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET enable_nestloop = off SET jit = off AS $$
DECLARE
    this record;
    others bigint[];
    found_issue record;
BEGIN
    SELECT p.institution_id, p.authority_id, p.premises_id, p.content, p.rows - p.blank AS filled INTO STRICT this
    FROM petition AS p WHERE p.id = the_petition;
    -- lists of which one is less than half of the other have no half in common
    others := ARRAY(
        SELECT o.id FROM petition AS o
        WHERE o.premises_id = this.premises_id AND o.institution_id = this.institution_id AND o.id <> the_petition
          AND o.state IN ('draft', 'submitted', 'in_review', 'proposed')
          AND (o.rows - o.blank) BETWEEN (this.filled + 1) / 2 AND this.filled * 2
        ORDER BY o.id);
    IF this.content IS NULL OR cardinality(others) = 0 THEN
        RETURN 0;
    END IF;

    SELECT 'error' AS severity, 'petition.already_uploaded' AS code, jsonb_build_object('petition', o.id::text, 'number', o.number) AS arguments
    INTO found_issue FROM petition AS o
    WHERE o.id = ANY (others) AND o.content = this.content AND o.rows - o.blank = this.filled ORDER BY o.id LIMIT 1;
    IF NOT FOUND THEN
        SELECT 'note' AS severity, 'petition.similar' AS code,
            jsonb_build_object('petition', o.id::text, 'number', o.number, 'same', alike.n::text, 'of', this.filled::text) AS arguments
        INTO found_issue FROM (
            SELECT theirs.petition_id, count(*) AS n
            FROM petition_row AS ours JOIN petition_row AS theirs ON theirs.content = ours.content
            WHERE ours.petition_id = the_petition AND theirs.petition_id = ANY (others)
            GROUP BY theirs.petition_id) AS alike
        JOIN petition AS o ON o.id = alike.petition_id
        WHERE alike.n * 2 >= greatest(this.filled, o.rows - o.blank) ORDER BY alike.n DESC, o.id LIMIT 1;
    END IF;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    INSERT INTO petition_issue (petition_id, institution_id, authority_id, severity, code, arguments)
    VALUES (the_petition, this.institution_id, this.authority_id, found_issue.severity, found_issue.code, found_issue.arguments);
    UPDATE petition SET file_errors = file_errors + 1 WHERE id = the_petition AND found_issue.severity = 'error';
    RETURN 1;
END
$$;
COMMENT ON FUNCTION check_content IS
    'Finds an open petition of the same premises with the same rows, in any order and from any program, or with at least half of them.';

CREATE OR REPLACE FUNCTION petition_difference(here bigint, there bigint)
RETURNS TABLE (here_number integer, there_number integer, columns text[])
LANGUAGE sql STABLE SET enable_nestloop = off SET jit = off AS $$
    WITH ours AS (
        SELECT number, iin, likeness, row_number() OVER (PARTITION BY iin, likeness ORDER BY number) AS turn
        FROM petition_row, LATERAL (SELECT CASE WHEN iin IS NULL THEN coalesce(content, -number) END AS likeness) AS l
        WHERE petition_id = here
    ), theirs AS (
        SELECT number, iin, likeness, row_number() OVER (PARTITION BY iin, likeness ORDER BY number) AS turn
        FROM petition_row, LATERAL (SELECT CASE WHEN iin IS NULL THEN coalesce(content, -number) END AS likeness) AS l
        WHERE petition_id = there
    ), persons AS (
        SELECT o.number AS here_number, t.number AS there_number, o.iin AS here_iin, t.iin AS there_iin
        FROM ours AS o FULL JOIN theirs AS t
          ON coalesce(t.iin, -1) = coalesce(o.iin, -1) AND coalesce(t.likeness, 0) = coalesce(o.likeness, 0) AND t.turn = o.turn
    ), beside AS (
        -- a row whose person cannot be told, and that says what no other says, is the one in its place
        SELECT o.here_number, t.there_number FROM persons AS o JOIN persons AS t ON t.there_number = o.here_number
        WHERE o.there_number IS NULL AND t.here_number IS NULL AND (o.here_iin IS NULL OR t.there_iin IS NULL)
    ), pairs AS (
        SELECT p.here_number, p.there_number FROM persons AS p WHERE p.here_number IS NOT NULL AND p.there_number IS NOT NULL
        UNION ALL
        SELECT b.here_number, b.there_number FROM beside AS b
        UNION ALL
        SELECT p.here_number, p.there_number FROM persons AS p
        LEFT JOIN beside AS h ON h.here_number = p.here_number LEFT JOIN beside AS t ON t.there_number = p.there_number
        WHERE num_nulls(p.here_number, p.there_number) = 1 AND h.here_number IS NULL AND t.there_number IS NULL
    )
    SELECT pairs.here_number, pairs.there_number,
        CASE WHEN a.number IS NULL OR b.number IS NULL THEN '{}' ELSE array_remove(ARRAY[
            CASE WHEN coalesce(a.written->>'action', a.action) IS DISTINCT FROM coalesce(b.written->>'action', b.action) THEN 'action' END,
            CASE WHEN coalesce(a.iin::text, a.written->>'iin') IS DISTINCT FROM coalesce(b.iin::text, b.written->>'iin') THEN 'iin' END,
            CASE WHEN coalesce(a.surname, a.written->>'surname') IS DISTINCT FROM coalesce(b.surname, b.written->>'surname') THEN 'surname' END,
            CASE WHEN coalesce(a.given_name, a.written->>'given_name') IS DISTINCT FROM coalesce(b.given_name, b.written->>'given_name') THEN 'given_name' END,
            CASE WHEN coalesce(a.patronymic, a.written->>'patronymic') IS DISTINCT FROM coalesce(b.patronymic, b.written->>'patronymic') THEN 'patronymic' END,
            CASE WHEN coalesce(a.birth_date::text, a.written->>'birth_date') IS DISTINCT FROM coalesce(b.birth_date::text, b.written->>'birth_date') THEN 'birth_date' END,
            CASE WHEN coalesce(a.sex, a.written->>'sex') IS DISTINCT FROM coalesce(b.sex, b.written->>'sex') THEN 'sex' END,
            CASE WHEN coalesce(a.citizenship, a.written->>'citizenship') IS DISTINCT FROM coalesce(b.citizenship, b.written->>'citizenship') THEN 'citizenship' END,
            CASE WHEN coalesce(a.document_type, a.written->>'document_type') IS DISTINCT FROM coalesce(b.document_type, b.written->>'document_type') THEN 'document_type' END,
            CASE WHEN coalesce(a.document_number, a.written->>'document_number') IS DISTINCT FROM coalesce(b.document_number, b.written->>'document_number') THEN 'document_number' END,
            CASE WHEN coalesce(a.document_issued_on::text, a.written->>'document_issued_on') IS DISTINCT FROM coalesce(b.document_issued_on::text, b.written->>'document_issued_on') THEN 'document_issued_on' END,
            CASE WHEN coalesce(a.document_issuer, a.written->>'document_issuer') IS DISTINCT FROM coalesce(b.document_issuer, b.written->>'document_issuer') THEN 'document_issuer' END,
            CASE WHEN coalesce(a.document_sample, a.written->>'document_sample') IS DISTINCT FROM coalesce(b.document_sample, b.written->>'document_sample') THEN 'document_sample' END,
            CASE WHEN coalesce(a.stay, a.written->>'stay') IS DISTINCT FROM coalesce(b.stay, b.written->>'stay') THEN 'stay' END,
            CASE WHEN coalesce(a.from_day::text, a.written->>'from') IS DISTINCT FROM coalesce(b.from_day::text, b.written->>'from') THEN 'from' END,
            CASE WHEN coalesce(a.until_day::text, a.written->>'until') IS DISTINCT FROM coalesce(b.until_day::text, b.written->>'until') THEN 'until' END,
            CASE WHEN coalesce(a.previous_address, a.written->>'previous_address') IS DISTINCT FROM coalesce(b.previous_address, b.written->>'previous_address') THEN 'previous_address' END,
            CASE WHEN coalesce(a.departure_leaf, a.written->>'departure_leaf') IS DISTINCT FROM coalesce(b.departure_leaf, b.written->>'departure_leaf') THEN 'departure_leaf' END,
            CASE WHEN coalesce(a.address_reference, a.written->>'address_reference') IS DISTINCT FROM coalesce(b.address_reference, b.written->>'address_reference') THEN 'address_reference' END,
            CASE WHEN coalesce(a.registered_with_parents, a.written->>'registered_with_parents') IS DISTINCT FROM coalesce(b.registered_with_parents, b.written->>'registered_with_parents') THEN 'registered_with_parents' END,
            CASE WHEN coalesce(a.legal_representative, a.written->>'legal_representative') IS DISTINCT FROM coalesce(b.legal_representative, b.written->>'legal_representative') THEN 'legal_representative' END,
            CASE WHEN coalesce(a.placement_basis, a.written->>'placement_basis') IS DISTINCT FROM coalesce(b.placement_basis, b.written->>'placement_basis') THEN 'placement_basis' END,
            CASE WHEN coalesce(a.military_document, a.written->>'military_document') IS DISTINCT FROM coalesce(b.military_document, b.written->>'military_document') THEN 'military_document' END,
            CASE WHEN coalesce(a.military_mark_on::text, a.written->>'military_mark_on') IS DISTINCT FROM coalesce(b.military_mark_on::text, b.written->>'military_mark_on') THEN 'military_mark_on' END,
            CASE WHEN coalesce(a.fee_receipt, a.written->>'fee_receipt') IS DISTINCT FROM coalesce(b.fee_receipt, b.written->>'fee_receipt') THEN 'fee_receipt' END,
            CASE WHEN coalesce(a.fee_exemption, a.written->>'fee_exemption') IS DISTINCT FROM coalesce(b.fee_exemption, b.written->>'fee_exemption') THEN 'fee_exemption' END,
            CASE WHEN coalesce(a.departure_reason, a.written->>'departure_reason') IS DISTINCT FROM coalesce(b.departure_reason, b.written->>'departure_reason') THEN 'departure_reason' END,
            CASE WHEN coalesce(a.departed_to, a.written->>'departed_to') IS DISTINCT FROM coalesce(b.departed_to, b.written->>'departed_to') THEN 'departed_to' END,
            CASE WHEN coalesce(a.building, a.written->>'building') IS DISTINCT FROM coalesce(b.building, b.written->>'building') THEN 'building' END,
            CASE WHEN coalesce(a.room, a.written->>'room') IS DISTINCT FROM coalesce(b.room, b.written->>'room') THEN 'room' END,
            CASE WHEN coalesce(a.note, a.written->>'note') IS DISTINCT FROM coalesce(b.note, b.written->>'note') THEN 'note' END
        ], NULL) END
    FROM pairs
    LEFT JOIN petition_row AS a ON a.petition_id = here AND a.number = pairs.here_number
    LEFT JOIN petition_row AS b ON b.petition_id = there AND b.number = pairs.there_number
$$;
COMMENT ON FUNCTION petition_difference IS
    'The rows of two petitions, those of one person beside each other, and the columns in which they differ; a row that has no other stands alone.';
