SELECT asked, granted, days_over FROM hold_take($1, $2::integer[], $3, $4)
