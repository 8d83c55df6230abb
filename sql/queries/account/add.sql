INSERT INTO account (person_hash, login, password, name, role, institution_id, authority_id, may_submit, language, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id
