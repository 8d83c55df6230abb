-- The institution's own petitions, newest first; $1 a state or NULL, $2 the last id of the page before or NULL.
SELECT p.id, p.number, p.dated, p.state, p.version, p.premises_id, b.name AS premises_name, p.institution_id,
       i.name_kk AS institution_kk, i.name_ru AS institution_ru, i.name_en AS institution_en, i.kind,
       p.rows, p.sound, p.warned, p.faulty, p.blank, p.file_errors, p.parent_id, p.submitted_at, p.decide_by, p.decided_at, p.claimed_by,
       claimer.name AS claimed_by_name,
       (SELECT origin.decided_at <= p.created_at FROM petition AS origin WHERE origin.id = p.parent_id) AS is_second
FROM petition AS p
JOIN institution AS i ON i.id = p.institution_id
JOIN premises AS b ON b.id = p.premises_id
LEFT JOIN account AS claimer ON claimer.id = p.claimed_by
WHERE ($1::text IS NULL OR p.state = $1) AND ($2::bigint IS NULL OR p.id < $2)
ORDER BY p.id DESC LIMIT $3
