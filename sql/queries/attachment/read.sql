SELECT a.id, a.row_number, a.kind, a.upload_id, u.media_type, u.bytes, u.sha256, a.name, a.attached_at, c.name AS attached_by_name
FROM attachment AS a JOIN upload AS u ON u.id = a.upload_id JOIN account AS c ON c.id = a.attached_by
WHERE a.petition_id = $1 AND a.id = $2
