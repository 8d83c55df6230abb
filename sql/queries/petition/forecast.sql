UPDATE petition SET fits = over.day IS NULL, first_day_over = over.day
FROM (SELECT min(day) AS day FROM check_forecast($1) WHERE held + registered + asked > places) AS over
WHERE id = $1
