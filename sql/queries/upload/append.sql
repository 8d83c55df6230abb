INSERT INTO upload_chunk (upload_id, number, institution_id, bytes) VALUES ($1, $2, $3, $4)
