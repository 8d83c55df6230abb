-- Repairs of rows that are read anew: nothing of them can be undone any more.
UPDATE repair SET undone_by = $2, undone_at = $3 WHERE petition_id = $1 AND undone_at IS NULL
