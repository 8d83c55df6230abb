SELECT bytes FROM upload_chunk WHERE upload_id = $1 AND number = $2
