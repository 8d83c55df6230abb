INSERT INTO petition (institution_id, authority_id, premises_id, upload_id, sha256, number, dated, stay, from_day, until_day,
    list, state, policy, policy_id, created_by, created_at, parent_id)
SELECT institution_id, authority_id, id, $2, $3, $4, $5, $6, $7, $8, $9, 'checking', $10, $11, $12, $13, $14 FROM premises WHERE id = $1
RETURNING id
