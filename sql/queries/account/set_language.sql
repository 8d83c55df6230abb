UPDATE account SET language = $2 WHERE id = $1
