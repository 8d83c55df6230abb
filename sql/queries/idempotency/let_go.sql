-- Nobody works on it any more, and the same request may come at once to find what was done.
UPDATE idempotency_key SET created_at = least(created_at, $3) WHERE account_id = $1 AND key = $2 AND status IS NULL
