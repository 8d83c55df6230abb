SELECT a.id, a.name, a.role, a.institution_id, a.authority_id, a.may_submit, a.language
FROM api_token AS t JOIN account AS a ON a.id = t.account_id
WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND a.disabled_at IS NULL
