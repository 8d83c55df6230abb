-- The cells that were changed on the page since the file was read.
SELECT number, array_agg(DISTINCT column_name ORDER BY column_name) AS columns FROM (
    SELECT c.row_number AS number, r.column_name FROM repair AS r JOIN repair_row AS c ON c.repair_id = r.id
    WHERE r.petition_id = $1 AND r.undone_at IS NULL AND c.row_number = ANY ($2::integer[])
    UNION ALL
    SELECT object::integer, regexp_split_to_table(details->>'columns', ' ') FROM audit
    WHERE petition_id = $1 AND action = 'row.repaired' AND NOT details ? 'code' AND object::integer = ANY ($2::integer[])) AS cell
GROUP BY number ORDER BY number
