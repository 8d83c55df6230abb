-- What comparing with other rows and the register found; it is found anew.
DELETE FROM petition_issue
WHERE petition_id = $1 AND row_number = ANY ($2::integer[])
  AND is_compared(code)
