-- Rows with one mistake, by number; $4 whether any text will do, $5 else the text (a browser sends its line breaks as two
-- characters), $6 the number after which the batch starts.
SELECT row_number, min(arguments ->> 'nearest') AS nearest
FROM petition_issue
WHERE petition_id = $1 AND code = $2 AND column_name = $3 AND row_number > $6
  AND ($4::boolean OR replace(found, E'\r\n', E'\n') IS NOT DISTINCT FROM replace($5::text, E'\r\n', E'\n'))
GROUP BY row_number ORDER BY row_number LIMIT $7
