-- Rows in which two petitions differ, as they go; $3 and $4 the place of the last of the page before.
SELECT here_number, there_number, columns FROM petition_difference($1, $2)
WHERE (num_nulls(here_number, there_number) > 0 OR columns <> '{}')
  AND ($3::integer IS NULL OR (coalesce(here_number, there_number), here_number IS NULL) > ($3, $4::boolean))
ORDER BY coalesce(here_number, there_number), here_number IS NULL LIMIT $5
