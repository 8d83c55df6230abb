INSERT INTO decision (petition_id, institution_id, authority_id, outcomes, decided_by, decided_at, needs_second, submitter_hash, decider_hash)
SELECT p.id, p.institution_id, p.authority_id, $2::jsonb, $3, $4, $5, submitter.person_hash, decider.person_hash
FROM petition AS p JOIN account AS submitter ON submitter.id = p.submitted_by JOIN account AS decider ON decider.id = $3
WHERE p.id = $1
RETURNING id
