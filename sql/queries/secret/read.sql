SELECT fingerprint FROM secret_key
