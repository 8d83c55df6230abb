-- A draft that this file corrects is its former; where both say the same of their rows, those that did not change are carried over.
-- Of a file of several buildings the first petition is the one that its terms were said for.
SELECT p.id, p.institution_id, p.authority_id, p.premises_id, p.policy, q.fingerprint, p.dated, p.stay, p.from_day, p.until_day, p.list, p.upload_id, u.bytes, u.media_type, i.kind,
       b.title_basis IS NULL AS title_missing, coalesce(r.wish, '{}') AS wish, f.id AS former_id,
       (p.premises_id, p.policy, p.policy_id, p.dated, p.stay, p.from_day, p.until_day)
           IS NOT DISTINCT FROM (home.premises_id, home.policy, home.policy_id, home.dated, home.stay, home.from_day, home.until_day)
           AND p.list = 'changes' AND home.list = 'changes' AS carries
FROM petition AS p JOIN upload AS u ON u.id = p.upload_id JOIN institution AS i ON i.id = p.institution_id JOIN premises AS b ON b.id = p.premises_id
LEFT JOIN policy AS q ON q.id = p.policy_id
LEFT JOIN petition_reading AS r ON r.petition_id = p.id
LEFT JOIN petition AS f ON f.id = p.parent_id AND f.state = 'draft'
LEFT JOIN petition AS home ON home.id = coalesce(f.group_id, f.id)
WHERE p.id = $1 AND p.state = 'checking'
