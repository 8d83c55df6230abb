-- What happened to a petition, newest first, with the names of those who did it.
SELECT a.id, a.at, a.action, a.role, account.name, a.details
FROM audit AS a LEFT JOIN account ON account.id = a.account_id
WHERE a.petition_id = $1 AND a.action NOT LIKE 'look.%'
ORDER BY a.id DESC LIMIT 200
