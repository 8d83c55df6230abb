-- Rows of which a marked copy has something to say: they have issues, or cells that were changed on the page.
SELECT number FROM (
    (SELECT DISTINCT row_number AS number FROM petition_issue WHERE petition_id = $1 AND row_number > $2 ORDER BY row_number LIMIT $3)
    UNION
    (SELECT DISTINCT c.row_number FROM repair AS r JOIN repair_row AS c ON c.repair_id = r.id
     WHERE r.petition_id = $1 AND r.undone_at IS NULL AND c.row_number > $2 ORDER BY c.row_number LIMIT $3)
    UNION
    (SELECT object::integer FROM audit WHERE petition_id = $1 AND action = 'row.repaired' AND NOT details ? 'code' AND object::integer > $2)) AS marked
ORDER BY number LIMIT $3
