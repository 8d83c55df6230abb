-- The scans of a petition that have the same content as these.
SELECT u.sha256, min(u.id) AS id FROM attachment AS a JOIN upload AS u ON u.id = a.upload_id
WHERE a.petition_id = $1 AND u.sha256 = ANY ($2::bytea[]) GROUP BY u.sha256 ORDER BY u.sha256
