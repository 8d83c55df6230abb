UPDATE repair SET undone_by = $2, undone_at = $3 WHERE id = $1
