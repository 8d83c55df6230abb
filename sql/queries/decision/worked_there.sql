-- Whether the person of an account is, or was lately, clerk or head of the petition's institution under any account.
SELECT EXISTS (
    SELECT FROM account AS decider
    JOIN account AS former ON former.person_hash = decider.person_hash
    JOIN petition AS p ON p.institution_id = former.institution_id
    WHERE decider.id = $1 AND p.id = $2 AND (former.disabled_at IS NULL OR former.disabled_at > $3)) AS worked_there
