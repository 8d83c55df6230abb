UPDATE job SET finished_at = $3, failure = $4 WHERE id = $1 AND lease = $2 AND finished_at IS NULL
