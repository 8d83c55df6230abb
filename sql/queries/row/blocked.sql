-- Rows that may not be sent: faulty ones, and warned ones while the signer has not given their word.
SELECT number FROM petition_row
WHERE petition_id = $1 AND (state = 'faulty' OR (state = 'warned' AND NOT $2::boolean))
ORDER BY number
