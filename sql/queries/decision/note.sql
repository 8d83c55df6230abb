INSERT INTO row_note (petition_id, row_number, column_name, institution_id, authority_id, decision_id, text)
SELECT p.id, n.number, n.column_name, p.institution_id, p.authority_id, $2, n.text
FROM petition AS p, unnest($3::integer[], $4::text[], $5::text[]) AS n (number, column_name, text)
WHERE p.id = $1
ON CONFLICT (petition_id, row_number, column_name) DO UPDATE SET text = row_note.text || E'\n' || excluded.text
