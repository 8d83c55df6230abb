UPDATE petition SET state = 'draft', version = version + 1, layout = $2, rows = $3, blank = $4, file_errors = $5,
       sound = n.sound, warned = n.warned, faulty = n.faulty, checked_at = $6, roster = $7::jsonb
FROM (SELECT count(*) FILTER (WHERE state = 'sound')::integer AS sound, count(*) FILTER (WHERE state = 'warned')::integer AS warned,
             count(*) FILTER (WHERE state = 'faulty')::integer AS faulty FROM petition_row WHERE petition_id = $1) AS n
WHERE id = $1 AND state = 'checking'
