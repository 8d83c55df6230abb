-- The open rows of a petition that ask for a place on one of these days.
SELECT row_number FROM hold
WHERE petition_id = $1 AND days && (SELECT range_agg(daterange(day, day + 1)) FROM unnest($2::date[]) AS day)
ORDER BY row_number
