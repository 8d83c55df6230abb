SELECT register_premises($1, $2::integer[]) AS premises
