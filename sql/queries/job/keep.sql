UPDATE job SET leased_until = $3 WHERE id = $1 AND lease = $2 AND finished_at IS NULL
