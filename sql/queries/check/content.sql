SELECT check_content($1) AS issues
