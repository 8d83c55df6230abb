SELECT id FROM petition
WHERE premises_id = $1 AND sha256 = $2 AND state IN ('checking', 'draft', 'submitted', 'in_review', 'proposed')
