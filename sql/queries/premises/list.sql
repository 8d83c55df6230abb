-- Premises that the caller may see, with today's use; $1 an institution or NULL, $2 today.
SELECT b.id, b.institution_id, b.authority_id, b.name, b.address_kk, b.address_ru, b.kato, b.rka, b.title_basis, b.title_document, b.title_until,
       b.living_area_m2::float8 AS living_area_m2, b.licensed_places, coalesce(d.places, 0) AS places, coalesce(d.held, 0) AS held, coalesce(d.registered, 0) AS registered,
       i.kind, i.name_kk AS institution_kk, i.name_ru AS institution_ru, i.name_en AS institution_en
FROM premises AS b JOIN institution AS i ON i.id = b.institution_id LEFT JOIN premises_day AS d ON d.premises_id = b.id AND d.day = $2
WHERE $1::bigint IS NULL OR b.institution_id = $1
ORDER BY b.institution_id, b.name
