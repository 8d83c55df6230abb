SELECT count(*)::integer AS petitions FROM petition
WHERE institution_id = $1 AND state IN ('checking', 'draft', 'submitted', 'in_review', 'proposed')
