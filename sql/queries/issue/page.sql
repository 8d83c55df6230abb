-- Errors first, then as the file goes; $4 the place of the last issue of the page before.
SELECT id, row_number, column_name, severity, code, found, arguments, place FROM (
    SELECT id, row_number, column_name, severity, code, found, arguments,
           ARRAY[CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, coalesce(row_number, 0), id] AS place
    FROM petition_issue
    WHERE petition_id = $1 AND ($2::text IS NULL OR severity = $2) AND ($3::text IS NULL OR code = $3)) AS issue
WHERE $4::bigint[] IS NULL OR place > $4
ORDER BY place LIMIT $5
