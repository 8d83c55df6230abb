UPDATE upload SET seen_at = $2 WHERE id = $1 AND state = 'receiving'
