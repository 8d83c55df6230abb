SELECT id, password, disabled_at FROM account WHERE login = $1
