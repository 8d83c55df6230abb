SELECT id, kind, column_name, found, is_remembered FROM repair
WHERE petition_id = $1 AND id = $2 AND undone_at IS NULL FOR NO KEY UPDATE
