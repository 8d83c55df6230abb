-- A line belongs to the institution and authority of its petition or premises, so that both sides find it, whoever did it.
INSERT INTO audit (at, account_id, role, institution_id, authority_id, action, petition_id, premises_id, object, details)
SELECT $1::timestamptz, $2::bigint, $3::text, coalesce(p.institution_id, b.institution_id, $4::bigint),
       coalesce(p.authority_id, b.authority_id, $5::bigint), $6::text, $7::bigint, $8::bigint, $9::text, coalesce($10::jsonb, '{}')
FROM (SELECT 1) AS line LEFT JOIN petition AS p ON p.id = $7 LEFT JOIN premises AS b ON b.id = $8
