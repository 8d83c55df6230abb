-- Every day recounted from open rows and registrations alone; a row here is a drift.
WITH taken AS (
    SELECT g.premises_id, unnest(range_agg(days_of(g.from_day, g.until_day, h.first_day, h.horizon))) AS days, 0 AS held, 1 AS registered
    FROM registration AS g JOIN premises_head AS h USING (premises_id)
    WHERE g.known_until IS NULL GROUP BY g.premises_id, g.iin
    UNION ALL
    SELECT t.premises_id, unnest(t.days), 1, 0
    FROM hold AS t JOIN petition AS p ON p.id = t.petition_id WHERE p.state IN ('submitted', 'in_review', 'proposed')
), edge AS (
    SELECT premises_id, lower(days) AS day, held, registered FROM taken
    UNION ALL
    SELECT premises_id, upper(days), -held, -registered FROM taken
), running AS (
    SELECT premises_id, day, lead(day) OVER w AS next_day,
           (sum(sum(held)) OVER w)::integer AS held, (sum(sum(registered)) OVER w)::integer AS registered
    FROM edge GROUP BY premises_id, day WINDOW w AS (PARTITION BY premises_id ORDER BY day)
)
SELECT d.premises_id, d.day, d.held, d.registered, coalesce(r.held, 0) AS held_recounted, coalesce(r.registered, 0) AS registered_recounted
FROM premises_day AS d
LEFT JOIN running AS r ON r.premises_id = d.premises_id AND d.day >= r.day AND d.day < r.next_day
WHERE d.held <> coalesce(r.held, 0) OR d.registered <> coalesce(r.registered, 0)
ORDER BY d.premises_id, d.day
