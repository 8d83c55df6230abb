-- The same mistake over many rows.
SELECT severity, code, column_name, count(*)::integer AS issues, min(row_number) AS first_row
FROM petition_issue WHERE petition_id = $1
GROUP BY severity, code, column_name
ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, count(*) DESC, code, column_name LIMIT 200
