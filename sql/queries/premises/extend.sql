SELECT premises_extend($1, $2, $3) AS days
