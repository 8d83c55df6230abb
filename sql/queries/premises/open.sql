SELECT premises_open($1, $2, $3) AS days
