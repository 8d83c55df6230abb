-- Scans that arrived whole.
UPDATE upload AS u SET state = 'complete', sha256 = s.sha256, bytes = s.bytes, bundle_id = NULL
FROM unnest($2::bigint[], $3::bytea[], $4::bigint[]) AS s (id, sha256, bytes)
WHERE u.id = s.id AND u.bundle_id = $1 AND u.state = 'receiving'
