SELECT ended, entered FROM register_enter($1, $2, $3::integer[], $4)
