-- What waits for the authority, first to be late first; $1 a state or NULL for all open ones, $2 only claimed by this account,
-- $3 and $4 the deadline and id of the last of the page before.
SELECT p.id, p.number, p.dated, p.state, p.version, p.premises_id, b.name AS premises_name, p.institution_id,
       i.name_kk AS institution_kk, i.name_ru AS institution_ru, i.name_en AS institution_en, i.kind,
       p.rows, p.sound, p.warned, p.faulty, p.blank, p.file_errors, p.parent_id, p.submitted_at, p.decide_by, p.decided_at, p.claimed_by,
       claimer.name AS claimed_by_name,
       (SELECT origin.decided_at <= p.created_at FROM petition AS origin WHERE origin.id = p.parent_id) AS is_second
FROM petition AS p
JOIN institution AS i ON i.id = p.institution_id
JOIN premises AS b ON b.id = p.premises_id
LEFT JOIN account AS claimer ON claimer.id = p.claimed_by
WHERE p.submitted_at IS NOT NULL
  AND CASE WHEN $1::text IS NULL THEN p.state IN ('submitted', 'in_review', 'proposed') ELSE p.state = $1 END
  AND ($2::bigint IS NULL OR p.claimed_by = $2)
  AND ($3::date IS NULL OR (p.decide_by, p.id) > ($3, $4::bigint))
ORDER BY p.decide_by, p.id LIMIT $5
