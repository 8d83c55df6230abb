-- The register as known now: by person, or by premises and day. $4 the last id of the page before.
SELECT g.id, g.iin, g.surname, g.given_name, g.patronymic, g.birth_date, g.sex, g.stay, g.from_day, g.until_day, g.premises_id, b.name AS premises_name,
       g.petition_id, p.number AS petition_number, g.row_number, g.known_from
FROM registration AS g JOIN premises AS b ON b.id = g.premises_id LEFT JOIN petition AS p ON p.id = g.petition_id
WHERE g.known_until IS NULL
  AND ($1::bigint IS NULL OR g.iin = $1)
  AND ($2::bigint IS NULL OR g.premises_id = $2)
  AND ($3::date IS NULL OR (g.from_day <= $3 AND (g.until_day IS NULL OR g.until_day > $3)))
  AND ($4::bigint IS NULL OR g.id > $4)
ORDER BY g.id LIMIT $5
