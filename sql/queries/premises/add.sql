INSERT INTO premises (institution_id, authority_id, name, address_kk, address_ru, kato, rka, title_basis, title_document, title_until,
    living_area_m2, licensed_places, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id
