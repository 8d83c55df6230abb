-- The drafts that a corrected file takes the place of, and by which of its petitions: the one it was sent for, and of the same file's
-- other buildings those whose building or whose people it has. Of what it does not know the drafts stay.
WITH fresh AS (
    SELECT p.id, p.premises_id FROM petition AS p
    WHERE p.id = ANY (ARRAY(SELECT $1::bigint UNION ALL SELECT siblings_of($1)))
      AND EXISTS (SELECT FROM petition_row AS r WHERE r.petition_id = p.id))
SELECT s.id AS former, coalesce(fresh.id, $1) AS successor
FROM petition AS s LEFT JOIN fresh ON fresh.premises_id = s.premises_id
WHERE s.id = ANY (ARRAY(SELECT $2::bigint UNION ALL SELECT siblings_of($2))) AND s.state = 'draft'
  AND (s.id = $2 OR fresh.id IS NOT NULL OR EXISTS (
      SELECT FROM petition_row AS r
      WHERE r.petition_id = s.id AND r.iin IN (SELECT o.iin FROM petition_row AS o WHERE o.petition_id IN (SELECT id FROM fresh))))
-- what is said of the successor is how it stands to the draft of its own building
ORDER BY fresh.id IS NOT NULL, s.id
