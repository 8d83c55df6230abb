SELECT attachments_require($1, $2::text[], $3::integer[]) AS rows
