INSERT INTO institution (bin, kind, name_kk, name_ru, name_en, created_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
