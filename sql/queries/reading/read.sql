SELECT r.found, r.wish FROM petition_reading AS r JOIN petition AS p ON p.id = r.petition_id
WHERE r.petition_id = $1 AND r.found IS NOT NULL AND p.state <> 'checking'
