SELECT DISTINCT row_number FROM register_conflicts_told($1, $2::integer[]) ORDER BY row_number
