SELECT id, name, fingerprint FROM policy WHERE fingerprint = $1
