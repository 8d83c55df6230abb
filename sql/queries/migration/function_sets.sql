SELECT checksum FROM function_set ORDER BY number
