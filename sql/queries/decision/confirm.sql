UPDATE decision SET confirmed_by = $2, confirmed_at = $3, confirmer_hash = (SELECT person_hash FROM account WHERE id = $2) WHERE id = $1
