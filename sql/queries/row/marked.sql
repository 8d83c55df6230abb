-- Rows of which a marked copy has something to say: they have issues, or cells that were changed on the page. The file may have become
-- several petitions, one a building; what was changed before a row went to its own is told where it was then.
WITH part AS (SELECT $1::bigint AS id UNION ALL SELECT siblings_of($1))
SELECT number FROM (
    (SELECT DISTINCT row_number AS number FROM petition_issue
     WHERE petition_id = ANY (ARRAY(SELECT id FROM part)) AND row_number > $2 ORDER BY row_number LIMIT $3)
    UNION
    (SELECT DISTINCT c.row_number FROM repair AS r JOIN repair_row AS c ON c.repair_id = r.id
     WHERE r.petition_id = ANY (ARRAY(SELECT id FROM part)) AND r.undone_at IS NULL AND c.row_number > $2 ORDER BY c.row_number LIMIT $3)
    UNION
    (SELECT a.object::integer FROM audit AS a
     WHERE (a.petition_id = ANY (ARRAY(SELECT id FROM part)) OR a.petition_id = (SELECT group_id FROM petition WHERE id = $1))
       AND a.action = 'row.repaired' AND NOT a.details ? 'code' AND a.object::integer > $2)) AS marked
ORDER BY number LIMIT $3
