DELETE FROM attachment WHERE petition_id = $1 AND id = $2 RETURNING row_number, upload_id
