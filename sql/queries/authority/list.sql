SELECT a.id, a.parent_id, a.name_kk, a.name_ru, a.name_en,
       (SELECT array_agg(t.kato_prefix ORDER BY t.kato_prefix) FROM authority_territory AS t WHERE t.authority_id = a.id) AS territory
FROM authority AS a ORDER BY a.id
