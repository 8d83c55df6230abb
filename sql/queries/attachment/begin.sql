-- What several scans come in with; it has no bytes of its own.
INSERT INTO upload (institution_id, account_id, state, media_type, created_at, seen_at)
SELECT p.institution_id, $2, 'receiving', 'multipart/mixed', $3, $3 FROM petition AS p WHERE p.id = $1 RETURNING id
