-- Which of some rows have one of these days in their stay.
SELECT r.number FROM petition_row AS r JOIN petition AS p ON p.id = r.petition_id
WHERE r.petition_id = $1 AND r.number = ANY ($2::integer[]) AND r.action <> 'depart'
  AND datemultirange(daterange(coalesce(r.from_day, p.dated), r.until_day))
      && (SELECT range_agg(daterange(day, day + 1)) FROM unnest($3::date[]) AS day)
ORDER BY r.number
