-- Rows of which comparing with other rows, the register and other petitions found something.
SELECT DISTINCT row_number FROM petition_issue
WHERE petition_id = $1 AND row_number IS NOT NULL AND code = ANY (codes_of_comparison()) ORDER BY row_number
