UPDATE petition SET fits = NOT EXISTS (SELECT FROM check_forecast($1) WHERE held + registered + asked > places),
       first_day_over = (SELECT min(day) FROM check_forecast($1) WHERE held + registered + asked > places)
WHERE id = $1
