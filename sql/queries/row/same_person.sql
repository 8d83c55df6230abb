SELECT number FROM petition_row WHERE petition_id = $1 AND iin = ANY ($2::bigint[]) ORDER BY number
