COPY petition_issue (petition_id, institution_id, authority_id, row_number, column_name, severity, code, found, arguments) FROM STDIN (FORMAT binary)
