-- The policy that new petitions are judged by; $1 is the text in force until somebody chooses.
SELECT id, name, fingerprint FROM policy
WHERE id = coalesce((SELECT policy_id FROM policy_choice ORDER BY id DESC LIMIT 1), (SELECT id FROM policy WHERE fingerprint = $1))
