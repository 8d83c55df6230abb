SELECT id, row_number, column_name, severity, code, found, arguments, ARRAY[id] AS place
FROM petition_issue WHERE petition_id = $1 AND row_number = ANY ($2::integer[]) ORDER BY row_number, id
