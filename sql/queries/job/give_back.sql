-- A job that its worker gives back was not its worker's death: only those that lost their lease count towards giving up.
UPDATE job SET leased_until = $3, attempts = attempts - 1 WHERE id = $1 AND lease = $2 AND finished_at IS NULL
