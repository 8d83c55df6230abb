SELECT r.id, r.column_name, r.found, r.value, a.name AS made_by_name, r.made_at
FROM remembered_value AS r JOIN account AS a ON a.id = r.made_by
WHERE r.institution_id = $1 ORDER BY r.column_name, r.found LIMIT 1000
