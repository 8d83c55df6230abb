SELECT content FROM policy WHERE fingerprint = $1
