INSERT INTO petition_issue (petition_id, institution_id, authority_id, row_number, column_name, severity, code, found, arguments)
SELECT $2, institution_id, authority_id, row_number, column_name, severity, code, found, arguments
FROM petition_issue WHERE petition_id = $1 AND row_number = ANY ($3::integer[]) ORDER BY id
