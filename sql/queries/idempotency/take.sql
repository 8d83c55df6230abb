-- The key is taken when it is new, or when whoever had it before $5 never came to an answer; what was done under it only the same
-- request finds.
INSERT INTO idempotency_key AS k (account_id, key, request_hash, created_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (account_id, key) DO UPDATE SET request_hash = excluded.request_hash, created_at = excluded.created_at
WHERE k.status IS NULL AND k.created_at < $5 AND (k.acts = '{}' OR k.request_hash = excluded.request_hash)
