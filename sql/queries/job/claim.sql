UPDATE job SET lease = lease + 1, attempts = attempts + 1, leased_until = $2
WHERE id = (SELECT id FROM job WHERE finished_at IS NULL AND (leased_until IS NULL OR leased_until < $1)
            ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1)
RETURNING id, petition_id, institution_id, lease, attempts
