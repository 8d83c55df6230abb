INSERT INTO sign_in_failure (login_hash, at) VALUES ($1, $2)
