-- A row of 0 is the petition as a whole. What is there already is not attached twice.
INSERT INTO attachment (petition_id, institution_id, authority_id, row_number, iin, kind, upload_id, name, attached_by, attached_at)
SELECT p.id, p.institution_id, p.authority_id, nullif(s.row_number, 0), r.iin, s.kind, s.upload_id, s.name, $6, $7
FROM petition AS p
CROSS JOIN unnest($2::integer[], $3::text[], $4::bigint[], $5::text[]) AS s (row_number, kind, upload_id, name)
LEFT JOIN petition_row AS r ON r.petition_id = p.id AND r.number = s.row_number
WHERE p.id = $1
ON CONFLICT DO NOTHING RETURNING id, row_number
