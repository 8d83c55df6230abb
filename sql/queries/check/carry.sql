SELECT petition_carry($1, $2, $3::integer[], $4::integer[]) AS rows
