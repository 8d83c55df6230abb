INSERT INTO function_set (checksum) VALUES ($1)
