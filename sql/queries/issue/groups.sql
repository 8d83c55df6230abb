-- The same mistake over many rows. Those with the same text stand on their own, the others of their kind together;
-- $2 the columns whose texts are a person's own and not told apart.
WITH issue AS (
    SELECT severity, code, column_name, row_number, arguments ->> 'nearest' AS nearest, arguments ->> 'read' AS read,
           arguments ->> 'limit' AS bound,
           CASE WHEN column_name = ANY ($2::text[]) THEN NULL ELSE found END AS found,
           CASE WHEN column_name IS NULL OR row_number IS NULL OR column_name = ANY ($2::text[]) THEN 'anything'
                WHEN found IS NULL THEN 'nothing' ELSE 'text' END AS kind
    FROM petition_issue WHERE petition_id = $1
), alike AS (
    SELECT severity, code, column_name, kind, found, count(*) AS issues, min(row_number) AS first_row, count(nearest) AS suggestions,
           CASE WHEN min(nearest) = max(nearest) THEN min(nearest) END AS nearest, CASE WHEN min(read) = max(read) THEN min(read) END AS read,
           CASE WHEN min(bound) = max(bound) THEN min(bound) END AS bound, count(read) > 0 AS is_reading
    FROM issue GROUP BY severity, code, column_name, kind, found
), ranked AS (
    SELECT severity, code, column_name, kind, found, issues, first_row, suggestions, nearest, read, bound, is_reading,
           kind = 'text' AND (issues < 2 OR row_number() OVER (
               PARTITION BY severity, code, column_name, kind ORDER BY issues DESC, found) > 20) AS is_rest
    FROM alike
)
SELECT severity, code, column_name, CASE WHEN is_rest THEN 'anything' ELSE kind END AS kind,
       CASE WHEN is_rest THEN NULL ELSE found END AS found, sum(issues)::integer AS issues, min(first_row) AS first_row,
       sum(suggestions)::integer AS suggestions,
       min(CASE WHEN kind = 'text' AND NOT is_rest THEN nearest END) AS nearest,
       min(CASE WHEN kind = 'text' AND NOT is_rest THEN read END) AS read,
       CASE WHEN min(bound) = max(bound) THEN min(bound) END AS bound, bool_or(is_reading) AS is_reading
FROM ranked
GROUP BY 1, 2, 3, 4, 5
ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, sum(issues) DESC, code, column_name, 5 LIMIT 2000
