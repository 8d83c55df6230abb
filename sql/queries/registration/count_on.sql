SELECT count(DISTINCT iin)::integer AS persons FROM registration
WHERE known_until IS NULL AND premises_id = $1 AND from_day <= $2 AND (until_day IS NULL OR until_day > $2)
