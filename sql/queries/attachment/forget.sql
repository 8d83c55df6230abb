-- Bytes that nothing is attached of any more.
DELETE FROM upload AS u WHERE u.id = ANY ($1::bigint[]) AND NOT EXISTS (SELECT FROM attachment AS a WHERE a.upload_id = u.id)
