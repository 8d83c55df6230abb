SELECT count(*) FILTER (WHERE here_number IS NOT NULL AND there_number IS NOT NULL AND columns = '{}')::integer AS rows_same,
       count(*) FILTER (WHERE columns <> '{}')::integer AS rows_changed, count(*) FILTER (WHERE there_number IS NULL)::integer AS rows_new,
       count(*) FILTER (WHERE here_number IS NULL)::integer AS rows_gone FROM petition_difference($1, $2)
