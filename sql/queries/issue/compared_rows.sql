-- Rows of which comparing with other rows, the register and other petitions found something.
SELECT DISTINCT row_number FROM petition_issue
WHERE petition_id = $1 AND row_number IS NOT NULL AND is_found_by_comparing(code) ORDER BY row_number
