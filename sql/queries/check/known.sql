-- $1 in the order of their IINs.
SELECT iin FROM persons_known($1::bigint[]) AS iin
