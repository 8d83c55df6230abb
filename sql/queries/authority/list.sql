SELECT a.id, a.parent_id, a.name_kk, a.name_ru, a.name_en,
       (SELECT array_agg(t.kato_prefix ORDER BY t.kato_prefix) FROM authority_territory AS t WHERE t.authority_id = a.id) AS territory,
       a.address_kk, a.address_ru, a.address_en, a.phone, a.payee, a.payee_bin, a.bank, a.bic, a.bank_account, a.budget_code
FROM authority AS a ORDER BY a.id
