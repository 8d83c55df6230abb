SELECT number, fingerprint FROM petition_row WHERE petition_id = $1 AND fingerprint IS NOT NULL ORDER BY fingerprint, number
