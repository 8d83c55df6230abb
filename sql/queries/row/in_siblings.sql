-- The rows about some persons in the drafts of the same file's other buildings.
SELECT petition_id, number FROM rows_in_siblings($1, $2::bigint[]) ORDER BY petition_id, number
