SELECT check_register($1, $2::integer[]) AS issues
