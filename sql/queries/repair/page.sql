-- Repairs of a petition, newest first; $2 the id of the last of the page before or NULL. One of a single row shows its own texts.
SELECT r.id, r.kind, r.column_name, r.code, coalesce(r.found, cell.before) AS found, coalesce(r.value, cell.after) AS value,
       cell.row_number, r.is_remembered, r.rows, maker.name AS made_by_name, r.made_at, undoer.name AS undone_by_name, r.undone_at
FROM repair AS r
JOIN account AS maker ON maker.id = r.made_by
LEFT JOIN account AS undoer ON undoer.id = r.undone_by
LEFT JOIN LATERAL (
    SELECT c.row_number, c.before, c.after FROM repair_row AS c WHERE r.rows = 1 AND c.repair_id = r.id LIMIT 1) AS cell ON true
WHERE r.petition_id = $1 AND ($2::bigint IS NULL OR r.id < $2) AND ($3::boolean OR r.undone_at IS NULL)
ORDER BY r.id DESC LIMIT $4
