SELECT number, checksum FROM migration ORDER BY number
