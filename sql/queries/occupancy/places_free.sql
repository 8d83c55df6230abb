SELECT day, places - held - registered AS free FROM premises_day WHERE premises_id = $1 ORDER BY day
