SELECT number FROM rows_of_persons($1, $2::bigint[]) AS number ORDER BY number
