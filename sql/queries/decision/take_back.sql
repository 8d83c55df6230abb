UPDATE decision SET taken_back_at = $2 WHERE id = $1
