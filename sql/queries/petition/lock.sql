SELECT p.id, p.institution_id, p.authority_id, p.premises_id, p.state, p.version, p.policy, q.fingerprint, p.dated, p.stay, p.from_day, p.until_day,
       p.rows, p.sound, p.warned, p.faulty, p.blank, p.file_errors, p.claimed_by, p.submitted_by, i.kind,
       p.group_id, (SELECT home.premises_id FROM petition AS home WHERE home.id = p.group_id) AS home_premises
FROM petition AS p JOIN institution AS i ON i.id = p.institution_id LEFT JOIN policy AS q ON q.id = p.policy_id
WHERE p.id = $1 FOR NO KEY UPDATE OF p
