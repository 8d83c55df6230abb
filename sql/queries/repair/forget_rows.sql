-- Of some rows of a petition, or, when $2 is NULL, of all.
DELETE FROM repair_row WHERE repair_id IN (SELECT id FROM repair WHERE petition_id = $1)
  AND ($2::integer[] IS NULL OR row_number = ANY ($2::integer[]))
