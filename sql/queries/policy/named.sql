-- The newest text of a name.
SELECT id, name, fingerprint FROM policy WHERE name = $1 ORDER BY id DESC LIMIT 1
