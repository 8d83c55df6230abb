SELECT authority_id FROM authority_territory WHERE $1 LIKE kato_prefix || '%' ORDER BY length(kato_prefix) DESC LIMIT 1
