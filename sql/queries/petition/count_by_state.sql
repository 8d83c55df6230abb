SELECT state, count(*)::integer AS petitions FROM petition GROUP BY state ORDER BY state
