-- The cells that were changed on the page since the file was read, in the petitions of all of its buildings.
WITH part AS (SELECT $1::bigint AS id UNION ALL SELECT siblings_of($1))
SELECT number, array_agg(DISTINCT column_name ORDER BY column_name) AS columns FROM (
    SELECT c.row_number AS number, r.column_name FROM repair AS r JOIN repair_row AS c ON c.repair_id = r.id
    WHERE r.petition_id = ANY (ARRAY(SELECT id FROM part)) AND r.undone_at IS NULL AND c.row_number = ANY ($2::integer[])
    UNION ALL
    SELECT a.object::integer, regexp_split_to_table(a.details->>'columns', ' ') FROM audit AS a
    WHERE (a.petition_id = ANY (ARRAY(SELECT id FROM part)) OR a.petition_id = (SELECT group_id FROM petition WHERE id = $1))
      AND a.action = 'row.repaired' AND NOT a.details ? 'code' AND a.object::integer = ANY ($2::integer[])) AS cell
GROUP BY number ORDER BY number
