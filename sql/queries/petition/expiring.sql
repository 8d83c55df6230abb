SELECT id FROM petition WHERE state = 'submitted' AND hold_until < $1 ORDER BY hold_until, id LIMIT 1000
