UPDATE idempotency_key SET acts = acts || jsonb_build_object($4::text, $5::jsonb)
WHERE account_id = $1 AND key = $2 AND request_hash = $3
