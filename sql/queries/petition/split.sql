SELECT sibling, file_errors FROM petition_split($1, $2, $3::integer[], $4)
