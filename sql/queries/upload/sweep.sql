DELETE FROM upload WHERE state = 'receiving' AND created_at < $1
