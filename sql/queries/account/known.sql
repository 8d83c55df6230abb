SELECT id, password, disabled_at FROM account WHERE id = $1
