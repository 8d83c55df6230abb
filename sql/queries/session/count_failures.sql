SELECT count(*)::integer AS failures FROM sign_in_failure WHERE login_hash = $1 AND at > $2
