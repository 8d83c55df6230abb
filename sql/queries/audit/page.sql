-- Lines of the log that the caller may see, newest first; $1 a petition, $2 an institution, $3 an action, $4 a day in Asia/Almaty,
-- each or NULL, $5 the last id of the page before or NULL.
SELECT a.id, a.at, a.action, a.role, account.name, a.petition_id, p.number AS petition_number, a.institution_id,
       i.name_kk AS institution_kk, i.name_ru AS institution_ru, i.name_en AS institution_en, b.name AS premises_name, a.object, a.details
FROM audit AS a
LEFT JOIN account ON account.id = a.account_id
LEFT JOIN petition AS p ON p.id = a.petition_id
LEFT JOIN institution AS i ON i.id = a.institution_id
LEFT JOIN premises AS b ON b.id = a.premises_id
WHERE ($1::bigint IS NULL OR a.petition_id = $1) AND ($2::bigint IS NULL OR a.institution_id = $2)
  AND ($3::text IS NULL OR a.action = $3)
  AND ($4::date IS NULL OR a.at >= $4::date::timestamp AT TIME ZONE 'Asia/Almaty' AND a.at < ($4::date + 1)::timestamp AT TIME ZONE 'Asia/Almaty')
  AND ($5::bigint IS NULL OR a.id < $5)
ORDER BY a.id DESC LIMIT $6
