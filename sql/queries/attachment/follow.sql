SELECT attachments_follow($1, $2) AS nothing
