-- All policies with the moment since when each is in force, newest first; $1 is the text in force until somebody chooses.
SELECT p.id, p.name, p.fingerprint, p.kept_at, account.name AS kept_by, chosen.since, chosen.chosen_by,
       p.id IS NOT DISTINCT FROM coalesce(
           (SELECT policy_id FROM policy_choice ORDER BY id DESC LIMIT 1), (SELECT id FROM policy WHERE fingerprint = $1)) AS in_force
FROM policy AS p
LEFT JOIN account ON account.id = p.kept_by
LEFT JOIN LATERAL (
    SELECT c.since, chooser.name AS chosen_by FROM policy_choice AS c LEFT JOIN account AS chooser ON chooser.id = c.chosen_by
    WHERE c.policy_id = p.id ORDER BY c.id DESC LIMIT 1) AS chosen ON true
ORDER BY in_force DESC, p.name, p.id DESC
