-- Petitions that are not decided and whose rows are judged by another text than $1, with what judging their rows needs; $2 the id of the last one.
SELECT p.id, p.number, p.state, p.institution_id, i.name_kk, i.name_ru, i.name_en, i.kind, p.dated, p.stay, p.from_day, p.until_day,
       p.policy, q.fingerprint, p.rows - p.blank AS rows
FROM petition AS p JOIN institution AS i ON i.id = p.institution_id LEFT JOIN policy AS q ON q.id = p.policy_id
WHERE p.state IN ('draft', 'submitted', 'in_review', 'proposed') AND p.policy_id IS DISTINCT FROM $1 AND p.rows > p.blank AND p.id > $2
ORDER BY p.id LIMIT $3
