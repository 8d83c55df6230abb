INSERT INTO policy (name, fingerprint, content, kept_by, kept_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT ON CONSTRAINT policy_text_once DO NOTHING
