DELETE FROM upload WHERE state = 'receiving' AND seen_at < $1
