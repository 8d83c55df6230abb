-- What came in with others goes with them.
DELETE FROM upload WHERE state = 'receiving' AND seen_at < $1 AND bundle_id IS NULL
