INSERT INTO authority_territory (kato_prefix, authority_id) SELECT unnest($2::text[]), $1
