-- What became of a petition's rows, by what they ask for.
SELECT r.action, coalesce(o.outcome, 'pending') AS outcome, count(*)::integer AS rows
FROM petition_row AS r
LEFT JOIN row_outcome AS o ON o.petition_id = r.petition_id AND o.row_number = r.number
WHERE r.petition_id = $1
GROUP BY r.action, coalesce(o.outcome, 'pending')
ORDER BY r.action, coalesce(o.outcome, 'pending')
