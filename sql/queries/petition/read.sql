SELECT p.id, p.institution_id, p.authority_id, p.premises_id, p.parent_id, p.number, p.dated, p.stay, p.from_day, p.until_day, p.state, p.version,
       p.policy, q.fingerprint, p.layout, p.sheet, p.upload_id IS NOT NULL AS has_file, p.rows, p.sound, p.warned, p.faulty, p.blank, p.file_errors, p.fits, p.first_day_over, p.created_at, p.list, p.roster,
       p.upload_id, p.header_row, p.marks_place, p.rows_same, p.rows_changed, p.rows_new, p.rows_gone,
       p.submitted_at, p.decide_by, p.hold_until, p.claimed_by, p.decided_at, p.submitted_by,
       i.kind, i.name_kk AS institution_kk, i.name_ru AS institution_ru, i.name_en AS institution_en,
       b.name AS premises_name, claimer.name AS claimed_by_name, submitter.name AS submitted_by_name,
       (SELECT origin.decided_at <= p.created_at FROM petition AS origin WHERE origin.id = p.parent_id) AS is_second,
       (SELECT array_agg(c.id ORDER BY c.id) FROM petition AS c WHERE c.parent_id = p.id) AS children,
       coalesce((SELECT home.premises_id FROM petition AS home WHERE home.id = p.group_id), p.premises_id) AS filed_for,
       (SELECT array_agg(s.id ORDER BY s.id) FROM petition AS s WHERE s.group_id = p.group_id AND s.id <> p.id) AS siblings,
       o.approved, o.refused, o.returned, o.withdrawn, o.moved
FROM petition AS p
JOIN institution AS i ON i.id = p.institution_id
JOIN premises AS b ON b.id = p.premises_id
LEFT JOIN policy AS q ON q.id = p.policy_id
LEFT JOIN account AS claimer ON claimer.id = p.claimed_by
LEFT JOIN account AS submitter ON submitter.id = p.submitted_by
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE outcome = 'approved')::integer AS approved,
           count(*) FILTER (WHERE outcome = 'refused')::integer AS refused,
           count(*) FILTER (WHERE outcome = 'returned')::integer AS returned,
           count(*) FILTER (WHERE outcome = 'withdrawn')::integer AS withdrawn,
           count(*) FILTER (WHERE outcome = 'moved')::integer AS moved
    FROM row_outcome WHERE petition_id = p.id) AS o
WHERE p.id = $1
