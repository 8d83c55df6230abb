INSERT INTO repair_row (repair_id, institution_id, row_number, before, after, was_verbatim)
SELECT r.id, r.institution_id, cell.row_number, cell.before, cell.after, cell.was_verbatim
FROM repair AS r, unnest($2::integer[], $3::text[], $4::text[], $5::boolean[]) AS cell (row_number, before, after, was_verbatim)
WHERE r.id = $1
