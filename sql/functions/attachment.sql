-- Scans of papers: which are missing, and where they go when rows move.

CREATE OR REPLACE FUNCTION attachments_require(the_petition bigint, kinds text[], numbers integer[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- rows written a moment ago are in no statistics
SET enable_nestloop = off SET jit = off AS $$
DECLARE
    before integer[];
    missing integer[];
BEGIN
    PERFORM require_draft(the_petition);
    WITH gone AS (
        DELETE FROM petition_issue
        WHERE petition_id = the_petition AND code = 'attachment.required' AND (numbers IS NULL OR row_number = ANY (numbers))
        RETURNING row_number)
    SELECT coalesce(array_agg(DISTINCT row_number), '{}') INTO before FROM gone;

    WITH found AS (
        INSERT INTO petition_issue (petition_id, institution_id, authority_id, row_number, severity, code, arguments)
        SELECT the_petition, r.institution_id, r.authority_id, r.number, 'error', 'attachment.required',
            jsonb_build_object('kind', paper.kind)
        FROM petition_row AS r CROSS JOIN LATERAL (VALUES
            ('identity', r.document_number, false),
            -- one order or one receipt may be about all
            ('placement_basis', r.placement_basis, true),
            ('fee', coalesce(r.fee_receipt, r.fee_exemption), true),
            ('departure_leaf', r.departure_leaf, false),
            ('address_reference', r.address_reference, false),
            ('guardianship', r.legal_representative, false),
            ('military', r.military_document, false)) AS paper (kind, named, is_of_all)
        WHERE r.petition_id = the_petition AND (numbers IS NULL OR r.number = ANY (numbers)) AND r.action <> 'depart'
          AND paper.kind = ANY (kinds) AND paper.named IS NOT NULL
          AND NOT EXISTS (
              SELECT FROM attachment AS a WHERE a.petition_id = the_petition AND a.row_number = r.number AND a.kind = paper.kind)
          AND NOT (paper.is_of_all AND EXISTS (
              SELECT FROM attachment AS a WHERE a.petition_id = the_petition AND a.row_number IS NULL AND a.kind = paper.kind))
        ORDER BY r.number, paper.kind
        RETURNING row_number)
    SELECT coalesce(array_agg(DISTINCT row_number), '{}') INTO missing FROM found;

    UPDATE petition_row AS r SET state = worst.state
    FROM (
        SELECT n AS number, CASE WHEN bool_or(i.severity = 'error') THEN 'faulty' WHEN bool_or(i.severity = 'warning') THEN 'warned'
            ELSE 'sound' END AS state
        FROM unnest(before || missing) AS n
        LEFT JOIN petition_issue AS i ON i.petition_id = the_petition AND i.row_number = n
        GROUP BY n) AS worst
    WHERE r.petition_id = the_petition AND r.number = worst.number AND r.state <> worst.state;
    RETURN cardinality(missing);
END
$$;
COMMENT ON FUNCTION attachments_require IS
    'Says anew of rows, or of all, which papers they name without a scan, of those kinds that have to be scanned; and their states.';

CREATE OR REPLACE FUNCTION attachments_copy(the_petition bigint, former bigint, heres integer[], theres integer[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO attachment (petition_id, institution_id, authority_id, row_number, iin, kind, upload_id, name, attached_by, attached_at)
    SELECT p.id, p.institution_id, p.authority_id, pair.here, r.iin, a.kind, a.upload_id, a.name, a.attached_by, a.attached_at
    FROM petition AS p
    JOIN attachment AS a ON a.petition_id = former
    LEFT JOIN unnest(heres, theres) AS pair (here, there) ON pair.there = a.row_number
    LEFT JOIN petition_row AS r ON r.petition_id = p.id AND r.number = pair.here
    WHERE p.id = the_petition AND (a.row_number IS NULL OR pair.here IS NOT NULL)
    ORDER BY a.id
    ON CONFLICT DO NOTHING
$$;
COMMENT ON FUNCTION attachments_copy IS
    'Gives a petition the scans of another one: those of the whole, and those of rows that it has under these numbers. The bytes are not copied.';

CREATE OR REPLACE FUNCTION attachments_follow(the_petition bigint, former bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    heres integer[];
    theres integer[];
BEGIN
    IF EXISTS (SELECT FROM attachment WHERE petition_id = former) THEN
        SELECT array_agg(here_number), array_agg(there_number) INTO heres, theres
        FROM petition_difference(the_petition, former) WHERE here_number IS NOT NULL AND there_number IS NOT NULL;
        PERFORM attachments_copy(the_petition, former, heres, theres);
    END IF;
    IF EXISTS (SELECT FROM attachment WHERE petition_id = the_petition AND row_number IS NOT NULL) THEN
        -- the same number may be another person now: a scan goes to where its person is, or to the petition as a whole
        INSERT INTO attachment (petition_id, institution_id, authority_id, row_number, iin, kind, upload_id, name, attached_by, attached_at)
        SELECT a.petition_id, a.institution_id, a.authority_id, there.number, CASE WHEN there.number IS NOT NULL THEN a.iin END, a.kind,
            a.upload_id, a.name, a.attached_by, a.attached_at
        FROM attachment AS a
        LEFT JOIN petition_row AS here ON here.petition_id = a.petition_id AND here.number = a.row_number
        CROSS JOIN LATERAL (
            SELECT min(r.number) AS number FROM petition_row AS r WHERE r.petition_id = a.petition_id AND r.iin = a.iin) AS there
        WHERE a.petition_id = the_petition AND a.row_number IS NOT NULL AND (here.number IS NULL OR here.iin IS DISTINCT FROM a.iin)
        ORDER BY a.id
        ON CONFLICT DO NOTHING;
        DELETE FROM attachment AS a
        WHERE a.petition_id = the_petition AND a.row_number IS NOT NULL AND NOT EXISTS (
            SELECT FROM petition_row AS r WHERE r.petition_id = a.petition_id AND r.number = a.row_number AND r.iin IS NOT DISTINCT FROM a.iin);
    END IF;
END
$$;
COMMENT ON FUNCTION attachments_follow IS
    'After rows were read: scans of the draft that they correct come along, and scans of this one follow their persons.';
