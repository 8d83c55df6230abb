UPDATE authority SET address_kk = $2, address_ru = $3, address_en = $4, phone = $5, payee = $6, payee_bin = $7, bank = $8, bic = $9,
    bank_account = $10, budget_code = $11
WHERE id = $1
