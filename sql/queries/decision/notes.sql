SELECT row_number, column_name, text FROM row_note
WHERE petition_id = $1 AND ($2::integer[] IS NULL OR row_number = ANY ($2::integer[])) ORDER BY row_number, column_name
