-- A petition's scans, those of the whole first, then row by row.
SELECT a.id, a.row_number, a.kind, a.upload_id, u.media_type, u.bytes, u.sha256, a.name, a.attached_at, c.name AS attached_by_name
FROM attachment AS a JOIN upload AS u ON u.id = a.upload_id JOIN account AS c ON c.id = a.attached_by
WHERE a.petition_id = $1 AND ($2::bigint[] IS NULL OR (coalesce(a.row_number, 0), a.id) > ($2[1], $2[2]))
ORDER BY coalesce(a.row_number, 0), a.id LIMIT $3
