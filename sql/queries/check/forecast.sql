SELECT day, places, held, registered, asked FROM check_forecast($1) ORDER BY day
