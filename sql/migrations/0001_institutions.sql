-- Who takes part: authorities in a tree, institutions, their premises, accounts and what they sign in with.

CREATE TABLE authority (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parent_id bigint REFERENCES authority,
    name_kk text NOT NULL CHECK (name_kk <> ''),
    name_ru text NOT NULL CHECK (name_ru <> ''),
    name_en text NOT NULL CHECK (name_en <> ''),
    created_at timestamptz NOT NULL
);
COMMENT ON TABLE authority IS 'A territorial law-enforcement body, in a tree of regions and districts.';

CREATE TABLE authority_territory (
    kato_prefix text PRIMARY KEY CHECK (kato_prefix ~ '^[0-9]{2,9}$'),
    authority_id bigint NOT NULL REFERENCES authority
);
COMMENT ON TABLE authority_territory IS 'Jurisdictions: premises belong to the authority whose prefix of their KATO code is the longest.';

CREATE TABLE institution (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    bin bigint NOT NULL CHECK (bin BETWEEN 0 AND 999999999999),
    kind text NOT NULL CHECK (kind IN ('orphanage', 'boarding_school', 'special_school', 'hostel', 'sanatorium',
        'rest_house', 'dispensary', 'medical_institution', 'boarding_house', 'elderly_home', 'hotel', 'other')),
    name_kk text NOT NULL CHECK (name_kk <> ''),
    name_ru text NOT NULL CHECK (name_ru <> ''),
    name_en text NOT NULL CHECK (name_en <> ''),
    created_at timestamptz NOT NULL
);
COMMENT ON TABLE institution IS 'A legal body that files petitions for those who live with it; several may share one BIN.';

CREATE TABLE premises (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    institution_id bigint NOT NULL REFERENCES institution,
    authority_id bigint NOT NULL REFERENCES authority,
    name text NOT NULL CHECK (name <> ''),
    address_kk text NOT NULL CHECK (address_kk <> ''),
    address_ru text NOT NULL CHECK (address_ru <> ''),
    kato text NOT NULL CHECK (kato ~ '^[0-9]{9}$'),
    rka text CHECK (rka <> ''),
    title_basis text CHECK (title_basis IN ('own', 'lease', 'use')),
    title_document text CHECK (title_document <> ''),
    title_until date,
    living_area_m2 numeric(10, 2) CHECK (living_area_m2 > 0),
    licensed_places integer NOT NULL CHECK (licensed_places BETWEEN 0 AND 100000),
    created_at timestamptz NOT NULL,
    UNIQUE (institution_id, name)
);
COMMENT ON TABLE premises IS 'A building of an institution: the address people are registered at, and what capacity belongs to.';
COMMENT ON COLUMN premises.kato IS 'Nine digits of the classifier of administrative territories; decides the authority.';
COMMENT ON COLUMN premises.rka IS 'Registration code of the address.';
CREATE INDEX premises_by_authority ON premises (authority_id);

CREATE TABLE account (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_hash bytea NOT NULL CHECK (length(person_hash) = 32),
    login text NOT NULL CHECK (login ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
    password text NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    role text NOT NULL CHECK (role IN ('clerk', 'head', 'reviewer', 'chief', 'auditor', 'operator')),
    institution_id bigint REFERENCES institution,
    authority_id bigint REFERENCES authority,
    may_submit boolean NOT NULL DEFAULT false,
    language text NOT NULL DEFAULT 'kk' CHECK (language IN ('kk', 'ru', 'en')),
    disabled_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT account_login_once UNIQUE (login),
    CONSTRAINT account_of_one_side CHECK (
        CASE WHEN role IN ('clerk', 'head') THEN institution_id IS NOT NULL AND authority_id IS NULL
             WHEN role IN ('reviewer', 'chief') THEN authority_id IS NOT NULL AND institution_id IS NULL
             ELSE institution_id IS NULL AND authority_id IS NULL END)
);
COMMENT ON TABLE account IS 'What a person signs in with; one person may have several, so rules on persons compare person_hash.';
COMMENT ON COLUMN account.person_hash IS 'Keyed hash of the person''s IIN.';
COMMENT ON COLUMN account.password IS 'scrypt, as a PHC string.';

CREATE TABLE session (
    token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id bigint NOT NULL REFERENCES account,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL
);
COMMENT ON TABLE session IS 'Signed-in browsers; the cookie holds the token, this table only its SHA-256.';
CREATE INDEX session_by_account ON session (account_id);

CREATE TABLE api_token (
    token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id bigint NOT NULL REFERENCES account,
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    revoked_at timestamptz
);
COMMENT ON TABLE api_token IS 'Tokens of systems; only their SHA-256 is kept.';

CREATE TABLE sign_in_failure (
    login_hash bytea NOT NULL,
    at timestamptz NOT NULL
);
COMMENT ON TABLE sign_in_failure IS 'Failed sign-ins of the last minutes, to slow down guessing; the login is hashed because people type passwords there.';
CREATE INDEX sign_in_failure_by_login ON sign_in_failure (login_hash, at);
