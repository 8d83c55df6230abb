INSERT INTO upload (institution_id, account_id, state, media_type, created_at, seen_at) VALUES ($1, $2, 'receiving', $3, $4, $4) RETURNING id
