-- No row: the key is another request's by now.
SELECT (acts -> $4::text)::text AS act FROM idempotency_key WHERE account_id = $1 AND key = $2 AND request_hash = $3
