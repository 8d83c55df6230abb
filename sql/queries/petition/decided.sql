UPDATE petition SET state = 'decided', version = version + 1, decided_at = $2 WHERE id = $1
