SELECT id, name, address_kk, address_ru FROM premises WHERE institution_id = $1 ORDER BY name, id
