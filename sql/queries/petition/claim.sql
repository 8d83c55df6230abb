UPDATE petition SET state = 'in_review', version = version + 1, claimed_by = $2, claimed_at = $3 WHERE id = $1
