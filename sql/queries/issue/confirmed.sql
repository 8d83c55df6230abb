-- The warnings of the rows that were sent, by kind, with the number of rows each: "iin.sex_differs:3".
SELECT code || ':' || count(*) AS confirmed FROM petition_issue
WHERE petition_id = $1 AND severity = 'warning' AND row_number = ANY ($2::int[])
GROUP BY code ORDER BY count(*) DESC, code
