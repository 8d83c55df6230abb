SELECT asked, granted, days_over FROM register_settle($1, $2, $3, $4)
