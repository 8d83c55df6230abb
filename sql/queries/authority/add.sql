INSERT INTO authority (parent_id, name_kk, name_ru, name_en, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id
