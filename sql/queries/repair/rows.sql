SELECT row_number, before, after, was_verbatim FROM repair_row
WHERE repair_id = $1 AND row_number > $2 ORDER BY row_number LIMIT $3
