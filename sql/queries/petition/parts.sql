-- A draft and those of the same file's other buildings.
SELECT part FROM (SELECT $1::bigint AS part UNION ALL SELECT siblings_of($1)) AS parts ORDER BY part
