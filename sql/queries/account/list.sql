SELECT id, login, name, role, institution_id, authority_id, may_submit, language, disabled_at FROM account
WHERE ($1::bigint IS NULL OR institution_id = $1) ORDER BY id
