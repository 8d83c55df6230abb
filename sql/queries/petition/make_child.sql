SELECT petition_make_child($1, $2::integer[], $3) AS id
