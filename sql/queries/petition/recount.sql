UPDATE petition SET version = version + 1, rows = n.sound + n.warned + n.faulty + blank, sound = n.sound, warned = n.warned, faulty = n.faulty
FROM (SELECT count(*) FILTER (WHERE state = 'sound')::integer AS sound, count(*) FILTER (WHERE state = 'warned')::integer AS warned,
             count(*) FILTER (WHERE state = 'faulty')::integer AS faulty FROM petition_row WHERE petition_id = $1) AS n
WHERE id = $1
