-- A child petition of the named rows of its parent, as a draft with the rows' own numbers and issues.
INSERT INTO petition (institution_id, authority_id, premises_id, parent_id, number, dated, stay, from_day, until_day, state, policy,
    layout, created_by, created_at, checked_at)
SELECT institution_id, authority_id, premises_id, id, number, dated, stay, from_day, until_day, 'draft', policy, layout, created_by, $2, $2
FROM petition WHERE id = $1
RETURNING id
