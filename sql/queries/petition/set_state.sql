UPDATE petition SET state = $2, version = version + 1 WHERE id = $1
