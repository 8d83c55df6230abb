DELETE FROM sign_in_failure WHERE login_hash = $1 OR at < $2
