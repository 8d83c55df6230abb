SELECT count(*) FILTER (WHERE leased_until IS NULL OR leased_until < $1)::integer AS waiting,
       count(*) FILTER (WHERE leased_until >= $1)::integer AS running
FROM job WHERE finished_at IS NULL
