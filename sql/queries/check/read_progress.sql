SELECT stage, bytes_read, bytes_total, rows_read, at FROM check_progress WHERE petition_id = $1
