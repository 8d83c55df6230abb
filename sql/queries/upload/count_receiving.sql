SELECT count(*)::integer AS uploads FROM upload WHERE institution_id = $1 AND state = 'receiving' AND seen_at > $2 AND bundle_id IS NULL
