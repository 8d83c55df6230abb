-- Rows that were judged while their days still lay within what may be filed: $2 the first day, $3 the horizon.
SELECT number FROM petition_row
WHERE petition_id = $1
  AND (until_day > $3 OR from_day >= $3 OR action = 'arrive' AND from_day < $2 OR action IN ('depart', 'extend') AND until_day < $2)
ORDER BY number
