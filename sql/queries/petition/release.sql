UPDATE petition SET state = 'submitted', version = version + 1, claimed_by = NULL, claimed_at = NULL WHERE id = $1
