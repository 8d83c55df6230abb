-- One that somebody is busy with is looked at again the next time.
SELECT id FROM petition WHERE id = $1 AND state = 'submitted' AND hold_until < $2 FOR NO KEY UPDATE SKIP LOCKED
