UPDATE petition SET state = 'draft', version = version + 1, layout = $2, rows = $3, blank = $4, file_errors = $5,
       header_row = $7, marks_place = $8, content = n.content, sound = n.sound, warned = n.warned, faulty = n.faulty, checked_at = $6, roster = $9::jsonb
FROM (SELECT count(*) FILTER (WHERE state = 'sound')::integer AS sound, count(*) FILTER (WHERE state = 'warned')::integer AS warned,
             count(*) FILTER (WHERE state = 'faulty')::integer AS faulty,
             bit_xor(content) AS content FROM petition_row WHERE petition_id = $1) AS n
WHERE id = $1 AND state = 'checking'
