SELECT id, login, name, role, institution_id, authority_id, may_submit, language, disabled_at FROM account WHERE id = $1
