-- The bytes of a petition's scans, and of all of its institution's.
SELECT coalesce(sum(u.bytes) FILTER (WHERE own.is_own), 0)::bigint AS petition, coalesce(sum(u.bytes), 0)::bigint AS institution,
       coalesce(sum(own.scans), 0)::integer AS scans
FROM (SELECT upload_id, bool_or(petition_id = $1) AS is_own, count(*) FILTER (WHERE petition_id = $1) AS scans
      FROM attachment WHERE institution_id = $2 GROUP BY upload_id) AS own
JOIN upload AS u ON u.id = own.upload_id
