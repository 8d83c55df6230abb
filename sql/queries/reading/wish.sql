-- Sends a draft back to be read again; a petition without a file of its own stays as it is.
WITH wished AS (
    INSERT INTO petition_reading (petition_id, institution_id, wish) SELECT id, institution_id, $2 FROM petition WHERE id = $1
    ON CONFLICT (petition_id) DO UPDATE SET wish = excluded.wish)
UPDATE petition AS p SET state = 'checking', version = p.version + 1
FROM upload AS u WHERE p.id = $1 AND u.id = p.upload_id
RETURNING u.bytes
