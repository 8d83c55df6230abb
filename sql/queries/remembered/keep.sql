INSERT INTO remembered_value (institution_id, column_name, found, value, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (institution_id, column_name, found)
DO UPDATE SET value = excluded.value, made_by = excluded.made_by, made_at = excluded.made_at
