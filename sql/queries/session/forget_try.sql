DELETE FROM sign_in_failure WHERE ctid = (SELECT ctid FROM sign_in_failure WHERE login_hash = $1 AND at = $2 LIMIT 1)
