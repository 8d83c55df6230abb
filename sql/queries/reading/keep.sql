-- What a check found out of its file; places say the sheet only where there are several.
WITH kept AS (
    INSERT INTO petition_reading (petition_id, institution_id, found) SELECT id, institution_id, $2 FROM petition WHERE id = $1
    ON CONFLICT (petition_id) DO UPDATE SET found = excluded.found)
UPDATE petition SET sheet = $3 WHERE id = $1 AND sheet IS DISTINCT FROM $3
