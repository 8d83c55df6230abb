-- A file with the rows of several buildings becomes one petition a building. With the owner's rights, since the worker makes no petitions.

CREATE OR REPLACE FUNCTION siblings_of(the_petition bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT s.id FROM petition AS p JOIN petition AS s ON s.group_id = p.group_id AND s.id <> p.id
    WHERE p.id = the_petition AND s.state IN ('checking', 'draft')
$$;
COMMENT ON FUNCTION siblings_of IS 'The drafts of the other buildings of the same file.';

CREATE OR REPLACE FUNCTION repairs_follow(the_petition bigint, the_sibling bigint, numbers integer[]) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
    WITH moving AS MATERIALIZED (
        SELECT r.id, count(*) FILTER (WHERE c.row_number = ANY (numbers)) AS n, bool_and(c.row_number = ANY (numbers)) AS is_whole
        FROM repair AS r JOIN repair_row AS c ON c.repair_id = r.id
        WHERE r.petition_id = the_petition GROUP BY r.id HAVING bool_or(c.row_number = ANY (numbers))
    ), parted AS MATERIALIZED (
        SELECT id, n, nextval(pg_get_serial_sequence('repair', 'id')) AS part FROM moving WHERE NOT is_whole
    ), gone AS (
        UPDATE repair AS r SET petition_id = the_sibling FROM moving WHERE r.id = moving.id AND moving.is_whole
    ), made AS (
        INSERT INTO repair (id, petition_id, institution_id, kind, column_name, code, found, value, is_remembered, rows,
            made_by, made_at, undone_by, undone_at)
        OVERRIDING SYSTEM VALUE
        SELECT parted.part, the_sibling, r.institution_id, r.kind, r.column_name, r.code, r.found, r.value, r.is_remembered, parted.n,
            r.made_by, r.made_at, r.undone_by, r.undone_at
        FROM parted JOIN repair AS r ON r.id = parted.id
    ), left_behind AS (
        UPDATE repair AS r SET rows = r.rows - parted.n FROM parted WHERE r.id = parted.id
    )
    UPDATE repair_row AS c SET repair_id = parted.part FROM parted WHERE c.repair_id = parted.id AND c.row_number = ANY (numbers)
$$;
COMMENT ON FUNCTION repairs_follow IS
    'Takes the repairs of rows along to their other petition; one whose rows are parted becomes two, each undone by itself.';

CREATE OR REPLACE FUNCTION petition_split(
    the_petition bigint, the_premises bigint, numbers integer[], now timestamptz, OUT sibling bigint, OUT file_errors integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM require_draft(the_petition);
    SELECT s.id, s.file_errors INTO sibling, file_errors
    FROM petition AS p JOIN petition AS s ON s.group_id = p.group_id AND s.id <> p.id
    WHERE p.id = the_petition AND s.premises_id = the_premises AND s.state = p.state AND s.state IN ('checking', 'draft')
    ORDER BY s.id LIMIT 1 FOR NO KEY UPDATE OF s;

    IF sibling IS NULL THEN
        -- the file may be there already as an open petition of that building; only one of the two is found by it
        INSERT INTO petition (institution_id, authority_id, premises_id, parent_id, group_id, upload_id, sha256, number, dated, stay,
            from_day, until_day, state, policy, policy_id, layout, file_errors, created_by, created_at, checked_at)
        SELECT p.institution_id, b.authority_id, b.id, p.parent_id, coalesce(p.group_id, p.id), p.upload_id,
            CASE WHEN EXISTS (
                SELECT FROM petition AS o WHERE o.premises_id = b.id AND o.sha256 = p.sha256
                    AND o.state IN ('checking', 'draft', 'submitted', 'in_review', 'proposed')) THEN NULL ELSE p.sha256 END,
            p.number, p.dated, p.stay, p.from_day, p.until_day, p.state, p.policy, p.policy_id, p.layout,
            CASE WHEN b.title_basis IS NULL THEN 1 ELSE 0 END, p.created_by, now, p.checked_at
        FROM petition AS p JOIN premises AS b ON b.institution_id = p.institution_id
        WHERE p.id = the_petition AND b.id = the_premises
        RETURNING petition.id, petition.file_errors INTO sibling, file_errors;

        INSERT INTO petition_issue (petition_id, institution_id, authority_id, severity, code)
        SELECT s.id, s.institution_id, s.authority_id, 'error', 'premises.title_missing'
        FROM petition AS s WHERE s.id = sibling AND s.file_errors > 0;

        UPDATE petition SET group_id = id WHERE id = the_petition AND group_id IS NULL;
    END IF;

    UPDATE petition_row AS r SET petition_id = s.id, authority_id = s.authority_id
    FROM petition AS s WHERE s.id = sibling AND r.petition_id = the_petition AND r.number = ANY (numbers);
    UPDATE petition_issue AS i SET petition_id = s.id, authority_id = s.authority_id
    FROM petition AS s WHERE s.id = sibling AND i.petition_id = the_petition AND i.row_number = ANY (numbers);
    PERFORM repairs_follow(the_petition, sibling, numbers);
    UPDATE attachment AS a SET petition_id = s.id, authority_id = s.authority_id
    FROM petition AS s WHERE s.id = sibling AND a.petition_id = the_petition AND a.row_number = ANY (numbers);
END
$$;
COMMENT ON FUNCTION petition_split IS
    'Moves rows of a draft, with their numbers, issues, repairs and scans, to the petition of another building of the institution, made when needed.';

CREATE OR REPLACE FUNCTION rows_in_siblings(the_petition bigint, persons bigint[])
RETURNS TABLE (petition_id bigint, number integer, iin bigint)
LANGUAGE sql STABLE SET search_path = public, pg_temp
-- rows written a moment ago are in no statistics, and a nested loop over a hundred thousand persons would never end
SET enable_nestloop = off SET enable_hashjoin = on SET enable_seqscan = off AS $$
    SELECT r.petition_id, r.number, r.iin FROM petition_row AS r
    WHERE r.petition_id = ANY (ARRAY(SELECT siblings_of(the_petition))) AND r.iin IN (SELECT person FROM unnest(persons) AS person)
$$;
COMMENT ON FUNCTION rows_in_siblings IS 'The rows about some persons in the drafts of the other buildings of the same file.';

CREATE OR REPLACE FUNCTION rows_of_same_person(the_petition bigint, numbers integer[])
RETURNS TABLE (row_number integer, rows text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH here AS MATERIALIZED (
        SELECT r.number, r.iin FROM rows_numbered(the_petition, numbers) AS r WHERE r.iin IS NOT NULL)
    SELECT number, array_to_string(numbers_of_iin[1:5], ', ')
    FROM (
        SELECT number, is_here, array_agg(number) OVER (
            PARTITION BY iin ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS numbers_of_iin
        FROM (
            SELECT number, iin, true AS is_here FROM here
            UNION ALL
            -- a person in two buildings of one file is twice in it
            SELECT s.number, s.iin, false FROM rows_in_siblings(the_petition, ARRAY(SELECT iin FROM here)) AS s) AS seen) AS twin
    WHERE is_here AND cardinality(numbers_of_iin) > 1
$$;
COMMENT ON FUNCTION rows_of_same_person IS
    'Rows that share their IIN with others of these, or of the drafts of the same file''s other buildings, and which they are.';
