-- Who is registered at premises $1 on day $2, one line a person, a permanent registration before a temporary one; $3 a stay or NULL,
-- $4 the last person of the page before, $5 how many or NULL for all.
SELECT DISTINCT ON (iin) iin, surname, given_name, patronymic, birth_date, stay, from_day, until_day
FROM registration
WHERE known_until IS NULL AND premises_id = $1 AND from_day <= $2 AND (until_day IS NULL OR until_day > $2)
  AND ($3::text IS NULL OR stay = $3) AND ($4::bigint IS NULL OR iin > $4)
ORDER BY iin, stay, from_day DESC LIMIT $5
