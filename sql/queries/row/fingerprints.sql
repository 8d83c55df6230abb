-- The rows of a draft and of its file's other buildings.
SELECT number, fingerprint FROM petition_row
WHERE petition_id = ANY (ARRAY(SELECT $1::bigint UNION ALL SELECT siblings_of($1))) AND fingerprint IS NOT NULL ORDER BY fingerprint, number
