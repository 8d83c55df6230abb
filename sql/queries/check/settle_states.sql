-- A row is as bad as its worst issue.
UPDATE petition_row AS r SET state = worst.state
FROM (
    SELECT n AS number, CASE WHEN bool_or(i.severity = 'error') THEN 'faulty' WHEN bool_or(i.severity = 'warning') THEN 'warned' ELSE 'sound' END AS state
    FROM unnest($2::integer[]) AS n LEFT JOIN petition_issue AS i ON i.petition_id = $1 AND i.row_number = n
    GROUP BY n) AS worst
WHERE r.petition_id = $1 AND r.number = worst.number AND r.state <> worst.state
