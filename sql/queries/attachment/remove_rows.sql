DELETE FROM attachment WHERE petition_id = $1 AND row_number = ANY ($2::integer[]) RETURNING row_number, upload_id
