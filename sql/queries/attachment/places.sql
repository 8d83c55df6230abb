-- The rows that scans are of, by number or by their person's IIN.
SELECT number, iin FROM petition_row
WHERE petition_id = $1 AND (number = ANY ($2::integer[]) OR iin = ANY ($3::bigint[])) ORDER BY number
