DELETE FROM remembered_value WHERE id = $1
