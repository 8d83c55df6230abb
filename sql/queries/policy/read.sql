SELECT id, name, fingerprint FROM policy WHERE id = $1
