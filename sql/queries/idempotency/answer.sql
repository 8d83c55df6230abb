UPDATE idempotency_key SET status = $3, location = $4, tag = $5, body = $6 WHERE account_id = $1 AND key = $2
