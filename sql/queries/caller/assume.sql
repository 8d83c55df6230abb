-- Settings end with the transaction; an authority sees its own jurisdiction and those below it.
SELECT set_config('tirkeu.role', coalesce($1::text, ''), true),
       set_config('tirkeu.institution', coalesce(($2::bigint)::text, ''), true),
       set_config('tirkeu.authorities', coalesce((
           WITH RECURSIVE below AS (
               SELECT id FROM authority WHERE id = $3::bigint
               UNION
               SELECT a.id FROM authority AS a JOIN below AS b ON a.parent_id = b.id)
           SELECT array_agg(id)::text FROM below), ''), true)
