DELETE FROM header_spelling WHERE institution_id = $1 AND spelling = ANY ($2::text[])
