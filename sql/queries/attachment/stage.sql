-- A scan of a bundle that is still received, with its first bytes.
WITH bundle AS (
    UPDATE upload SET seen_at = $4 WHERE id = $1 AND state = 'receiving' AND bundle_id IS NULL RETURNING id, institution_id, account_id
), scan AS (
    INSERT INTO upload (institution_id, account_id, state, media_type, created_at, seen_at, bundle_id)
    SELECT institution_id, account_id, 'receiving', $2, $4, $4, id FROM bundle RETURNING id, institution_id
), chunk AS (
    INSERT INTO upload_chunk (upload_id, number, institution_id, bytes) SELECT id, 0, institution_id, $3::bytea FROM scan
)
SELECT id FROM scan
