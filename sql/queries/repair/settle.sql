UPDATE repair SET rows = $2, is_remembered = $3 WHERE id = $1
