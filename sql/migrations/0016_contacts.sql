-- Where an authority is, whom to call there, and where the state fee is paid.

ALTER TABLE authority
    ADD COLUMN address_kk text CHECK (address_kk <> ''),
    ADD COLUMN address_ru text CHECK (address_ru <> ''),
    ADD COLUMN address_en text CHECK (address_en <> ''),
    ADD COLUMN phone text CHECK (phone <> ''),
    ADD COLUMN payee text CHECK (payee <> ''),
    ADD COLUMN payee_bin bigint CHECK (payee_bin BETWEEN 0 AND 999999999999),
    ADD COLUMN bank text CHECK (bank <> ''),
    ADD COLUMN bic text CHECK (bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
    ADD COLUMN bank_account text CHECK (bank_account ~ '^KZ[0-9]{2}[A-Z0-9]{16}$'),
    ADD COLUMN budget_code text CHECK (budget_code ~ '^[0-9]{6}$'),
    ADD CONSTRAINT authority_address_in_all_languages
        CHECK (num_nulls(address_kk, address_ru, address_en) IN (0, 3));
COMMENT ON COLUMN authority.phone IS 'Whom anybody may call; shown without signing in, as all of these are.';
COMMENT ON COLUMN authority.payee IS 'Who receives the state fee.';
COMMENT ON COLUMN authority.bank_account IS 'The payee''s account, an IBAN.';
COMMENT ON COLUMN authority.budget_code IS 'The code of the budget classification that a payment names.';
