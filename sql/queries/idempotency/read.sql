SELECT request_hash, status, location, tag, convert_from(body, 'UTF8') AS body
FROM idempotency_key WHERE account_id = $1 AND key = $2
