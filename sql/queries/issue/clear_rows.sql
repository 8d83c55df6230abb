DELETE FROM petition_issue WHERE petition_id = $1 AND row_number = ANY ($2::integer[])
