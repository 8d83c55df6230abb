SELECT petition_set_policy($1, $2)
