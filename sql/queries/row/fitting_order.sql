-- Rows that may be sent, in the order in which places are given out: minors first, then the earlier start, then the row.
SELECT r.number, r.action, r.from_day, r.until_day,
       CASE WHEN r.action = 'depart' THEN '{}'::datemultirange
            ELSE days_of(coalesce(r.from_day, p.dated), r.until_day, h.first_day, h.horizon) - coalesce((
                SELECT range_agg(daterange(g.from_day, g.until_day)) FROM registration AS g
                WHERE g.iin = r.iin AND g.premises_id = p.premises_id AND g.known_until IS NULL), '{}'::datemultirange) END AS days
FROM petition AS p
JOIN premises_head AS h USING (premises_id)
JOIN petition_row AS r ON r.petition_id = p.id
WHERE p.id = $1 AND (r.state = 'sound' OR (r.state = 'warned' AND $2::boolean))
ORDER BY (r.action = 'depart') DESC, (r.birth_date + interval '18 years' > r.from_day) DESC, r.from_day, r.number
