SELECT id FROM petition WHERE state = 'submitted' AND hold_until < $1 ORDER BY id LIMIT 100
