INSERT INTO check_progress (petition_id, institution_id, stage, bytes_read, bytes_total, rows_read, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (petition_id) DO UPDATE SET stage = excluded.stage, bytes_read = excluded.bytes_read, rows_read = excluded.rows_read, at = excluded.at
