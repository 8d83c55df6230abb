INSERT INTO petition_issue (petition_id, institution_id, authority_id, row_number, column_name, severity, code, found, arguments)
SELECT p.id, p.institution_id, p.authority_id, i.row_number, i.column_name, i.severity, i.code, i.found, i.arguments
FROM petition AS p, jsonb_to_recordset($2::jsonb)
    AS i (row_number integer, column_name text, severity text, code text, found text, arguments jsonb)
WHERE p.id = $1
