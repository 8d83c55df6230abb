SELECT d.id, d.decided_at, decider.name AS decided_by_name, d.needs_second, d.confirmed_at, confirmer.name AS confirmed_by_name,
       d.outcomes
FROM decision AS d JOIN account AS decider ON decider.id = d.decided_by LEFT JOIN account AS confirmer ON confirmer.id = d.confirmed_by
WHERE d.petition_id = $1 AND d.taken_back_at IS NULL
