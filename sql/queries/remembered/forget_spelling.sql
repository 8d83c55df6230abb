DELETE FROM remembered_value WHERE institution_id = $1 AND column_name = $2 AND found = $3
