-- What comparing with other rows and the register found; it is found anew.
DELETE FROM petition_issue
WHERE petition_id = $1 AND row_number = ANY ($2::integer[])
  AND code IN ('row.duplicate_iin', 'register.already_here', 'register.later_exists', 'register.not_here', 'register.elsewhere',
      'petition.open_here', 'petition.open_elsewhere')
