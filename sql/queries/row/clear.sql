DELETE FROM petition_row WHERE petition_id = $1
