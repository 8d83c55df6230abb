DELETE FROM idempotency_key WHERE account_id = $1 AND key = $2 AND status IS NULL AND acts = '{}'
