SELECT row_number FROM hold WHERE petition_id = $1 ORDER BY row_number
