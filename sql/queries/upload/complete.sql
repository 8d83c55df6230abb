UPDATE upload SET state = 'complete', sha256 = $2, bytes = $3 WHERE id = $1 AND state = 'receiving'
