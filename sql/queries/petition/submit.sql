UPDATE petition SET state = 'submitted', version = version + 1, submitted_by = $2, submitted_at = $3, decide_by = $4, hold_until = $5
WHERE id = $1
