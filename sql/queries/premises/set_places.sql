SELECT premises_set_places($1, $2, $3, $4, $5) AS days
