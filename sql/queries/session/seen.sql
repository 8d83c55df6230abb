UPDATE session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $3
