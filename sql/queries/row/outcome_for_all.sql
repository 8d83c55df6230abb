-- Rows that end without a decision: withdrawn with their petition, or moved to its child.
INSERT INTO row_outcome (petition_id, row_number, institution_id, authority_id, outcome)
SELECT r.petition_id, r.number, r.institution_id, r.authority_id, $2
FROM petition_row AS r WHERE r.petition_id = $1 AND ($3::integer[] IS NULL OR r.number = ANY ($3::integer[]))
  AND NOT EXISTS (SELECT FROM row_outcome AS o WHERE o.petition_id = r.petition_id AND o.row_number = r.number)
