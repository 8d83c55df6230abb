INSERT INTO repair (petition_id, institution_id, kind, column_name, code, found, value, made_by, made_at)
SELECT id, institution_id, $2, $3, $4, $5, $6, $7, $8 FROM petition WHERE id = $1
RETURNING id
