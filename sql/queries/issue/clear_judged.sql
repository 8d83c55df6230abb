-- What judging rows by themselves found; it is found anew. What reading the file or comparing rows found stays.
DELETE FROM petition_issue
WHERE petition_id = $1 AND row_number = ANY ($2::integer[]) AND NOT is_found_by_comparing(code)
  AND code <> 'row.too_many_cells' AND (code <> 'name.split' OR row_number = ANY ($3::integer[]))
