-- The petitions of the other buildings of the same file, as far as the caller may see them.
SELECT p.id, p.number, p.dated, p.state, p.version, p.premises_id, b.name AS premises_name, p.institution_id,
       i.name_kk AS institution_kk, i.name_ru AS institution_ru, i.name_en AS institution_en, i.kind,
       p.rows, p.sound, p.warned, p.faulty, p.blank, p.file_errors, p.parent_id, p.submitted_at, p.decide_by, p.decided_at, p.claimed_by,
       claimer.name AS claimed_by_name,
       (SELECT origin.decided_at <= p.created_at FROM petition AS origin WHERE origin.id = p.parent_id) AS is_second
FROM petition AS p
JOIN institution AS i ON i.id = p.institution_id
JOIN premises AS b ON b.id = p.premises_id
LEFT JOIN account AS claimer ON claimer.id = p.claimed_by
WHERE p.group_id = (SELECT group_id FROM petition WHERE id = $1) AND p.id <> $1
ORDER BY b.name, p.id
