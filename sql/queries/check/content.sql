SELECT check_content($1, $2) AS issues
