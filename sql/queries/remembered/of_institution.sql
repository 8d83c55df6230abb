SELECT column_name, found, value FROM remembered_value WHERE institution_id = $1 ORDER BY id DESC LIMIT 10000
