INSERT INTO petition_issue (petition_id, institution_id, authority_id, row_number, column_name, severity, code, found, arguments)
SELECT id, institution_id, authority_id, $2, $3, $4, $5, $6, $7 FROM petition WHERE id = $1
