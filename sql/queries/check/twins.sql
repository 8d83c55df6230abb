SELECT check_twins($1, $2::integer[]) AS issues
