DELETE FROM upload WHERE id = $1 AND state = 'receiving'
