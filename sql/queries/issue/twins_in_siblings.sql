-- What stands in the drafts of the same file's other buildings as somebody who is in it twice.
SELECT petition_id, row_number AS number FROM petition_issue
WHERE petition_id = ANY (ARRAY(SELECT siblings_of($1))) AND code = 'row.duplicate_iin' ORDER BY petition_id, row_number
