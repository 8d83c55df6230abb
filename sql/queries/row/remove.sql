DELETE FROM petition_row WHERE petition_id = $1 AND number = $2
