-- How the rows of a corrected file stand to those of the draft before it.
UPDATE petition SET parent_id = $2, rows_same = n.same, rows_changed = n.changed, rows_new = n.new, rows_gone = n.gone
FROM (SELECT count(*) FILTER (WHERE here_number IS NOT NULL AND there_number IS NOT NULL AND columns = '{}')::integer AS same,
             count(*) FILTER (WHERE columns <> '{}')::integer AS changed, count(*) FILTER (WHERE there_number IS NULL)::integer AS new,
             count(*) FILTER (WHERE here_number IS NULL)::integer AS gone FROM petition_difference($1, $2)) AS n
WHERE id = $1
RETURNING rows_same, rows_changed, rows_new, rows_gone
