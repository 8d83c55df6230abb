-- Of rows that were carried over, those that belong to other buildings than the petition's: $3 their numbers, $4 what they were in $2.
SELECT s.premises_id, m.number
FROM petition AS p
JOIN petition AS s ON s.id = ANY (ARRAY(SELECT $2::bigint UNION ALL SELECT siblings_of($2))) AND s.premises_id <> p.premises_id
JOIN petition_row AS r ON r.petition_id = s.id
JOIN unnest($3::integer[], $4::integer[]) AS m (number, former) ON m.former = r.number
WHERE p.id = $1 ORDER BY m.number
