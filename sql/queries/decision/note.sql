INSERT INTO row_note (petition_id, row_number, column_name, institution_id, authority_id, decision_id, text)
SELECT p.id, n.number, n.column_name, p.institution_id, p.authority_id, $2, string_agg(n.text, E'\n' ORDER BY n.place)
FROM petition AS p, unnest($3::integer[], $4::text[], $5::text[]) WITH ORDINALITY AS n (number, column_name, text, place)
WHERE p.id = $1
GROUP BY p.id, n.number, n.column_name
