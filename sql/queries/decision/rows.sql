INSERT INTO row_outcome (petition_id, row_number, institution_id, authority_id, outcome, ground, decision_id)
SELECT p.id, o.number, p.institution_id, p.authority_id, o.outcome, o.ground, $2
FROM petition AS p, unnest($3::integer[], $4::text[], $5::text[]) AS o (number, outcome, ground)
WHERE p.id = $1
