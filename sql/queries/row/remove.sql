-- Some rows of a petition, or all in a state.
DELETE FROM petition_row WHERE petition_id = $1 AND (number = ANY ($2::integer[]) OR state = $3) RETURNING number, iin
