-- A file with the rows of several buildings becomes one petition a building. With the owner's rights, since the worker makes no petitions.

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
            from_day, until_day, state, policy, layout, file_errors, created_by, created_at, checked_at)
        SELECT p.institution_id, b.authority_id, b.id, p.parent_id, coalesce(p.group_id, p.id), p.upload_id,
            CASE WHEN EXISTS (
                SELECT FROM petition AS o WHERE o.premises_id = b.id AND o.sha256 = p.sha256
                    AND o.state IN ('checking', 'draft', 'submitted', 'in_review', 'proposed')) THEN NULL ELSE p.sha256 END,
            p.number, p.dated, p.stay, p.from_day, p.until_day, p.state, p.policy, p.layout,
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
END
$$;
COMMENT ON FUNCTION petition_split IS
    'Moves rows of a draft, with their numbers and issues, to the petition of another building of the institution, made when needed.';

CREATE OR REPLACE FUNCTION rows_of_same_person(the_petition bigint, numbers integer[])
RETURNS TABLE (row_number integer, rows text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT number, array_to_string(numbers_of_iin[1:5], ', ')
    FROM (
        SELECT r.number, array_agg(r.number) OVER (PARTITION BY r.iin) AS numbers_of_iin
        FROM rows_numbered(the_petition, numbers) AS r WHERE r.iin IS NOT NULL) AS twin
    WHERE cardinality(numbers_of_iin) > 1
$$;
COMMENT ON FUNCTION rows_of_same_person IS 'Rows that share their IIN with others of these, and which they are.';

CREATE OR REPLACE FUNCTION check_twins(the_petition bigint, numbers integer[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET join_collapse_limit = 1 SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET jit = off AS $$
DECLARE
    found_issues integer;
BEGIN
    INSERT INTO petition_issue (petition_id, institution_id, authority_id, row_number, column_name, severity, code, arguments)
    SELECT p.id, p.institution_id, p.authority_id, twin.row_number, 'iin', 'error', 'row.duplicate_iin', jsonb_build_object('rows', twin.rows)
    FROM petition AS p, rows_of_same_person(the_petition, numbers) AS twin
    WHERE p.id = the_petition ORDER BY twin.row_number;
    GET DIAGNOSTICS found_issues = ROW_COUNT;
    RETURN found_issues;
END
$$;
COMMENT ON FUNCTION check_twins IS
    'Adds the issues of rows against each other before a file is split: a person in two buildings of one file is twice in it.';
