-- Rows of which it was said that their person is registered, or in an open petition, elsewhere.
SELECT DISTINCT row_number FROM petition_issue
WHERE petition_id = $1 AND row_number = ANY ($2::integer[]) AND code IN ('register.elsewhere', 'petition.open_elsewhere')
ORDER BY row_number
