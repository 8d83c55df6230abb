SELECT day, places, ceiling, held, registered FROM premises_day WHERE premises_id = $1 AND day >= $2 AND day < $3 ORDER BY day
