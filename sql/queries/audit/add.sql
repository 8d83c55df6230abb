INSERT INTO audit (at, account_id, role, institution_id, authority_id, action, petition_id, premises_id, object, details)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10::jsonb, '{}'))
