UPDATE idempotency_key SET status = $3, location = $4, body = $5 WHERE account_id = $1 AND key = $2
