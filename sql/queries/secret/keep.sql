INSERT INTO secret_key (fingerprint) VALUES ($1) ON CONFLICT DO NOTHING
