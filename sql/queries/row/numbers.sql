SELECT number FROM petition_row WHERE petition_id = $1 ORDER BY number
