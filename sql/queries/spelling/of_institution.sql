SELECT spelling, header, meaning, taught_at FROM header_spelling WHERE institution_id = $1 ORDER BY spelling
