SELECT person_lock($1) AS persons
