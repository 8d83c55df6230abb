SELECT row_number, code FROM register_conflicts($1, $2::integer[]) ORDER BY row_number
