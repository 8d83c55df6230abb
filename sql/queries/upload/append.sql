-- Only to an upload that the caller may see and that is not complete.
WITH receiving AS (UPDATE upload SET seen_at = $4 WHERE id = $1 AND state = 'receiving' RETURNING id, institution_id)
INSERT INTO upload_chunk (upload_id, number, institution_id, bytes)
SELECT id, $2::integer, institution_id, $3::bytea FROM receiving
