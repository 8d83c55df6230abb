SELECT asked, granted, days_over FROM hold_release($1, $2, $3, $4)
