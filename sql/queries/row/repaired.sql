-- The cells that were changed on the page since the file was read.
SELECT DISTINCT object::integer AS number, string_to_array(details->>'columns', ' ') AS columns FROM audit
WHERE petition_id = $1 AND action = 'row.repaired' AND object::integer = ANY ($2::integer[])
ORDER BY number
