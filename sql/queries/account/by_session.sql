SELECT a.id, a.name, a.role, a.institution_id, a.authority_id, a.may_submit, a.language
FROM session AS s JOIN account AS a ON a.id = s.account_id
WHERE s.token_hash = $1 AND s.seen_at > $2 AND s.created_at > $3 AND a.disabled_at IS NULL
