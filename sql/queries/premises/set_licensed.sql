UPDATE premises SET licensed_places = $2 WHERE id = $1
