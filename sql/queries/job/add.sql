INSERT INTO job (kind, petition_id, institution_id, created_at) VALUES ('check', $1, $2, $3)
