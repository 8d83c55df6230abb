-- What happens by itself, and what is remembered of everything.

CREATE TABLE job (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('check')),
    petition_id bigint NOT NULL REFERENCES petition,
    institution_id bigint NOT NULL,
    created_at timestamptz NOT NULL,
    lease integer NOT NULL DEFAULT 0,
    leased_until timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    finished_at timestamptz,
    failure text
);
COMMENT ON TABLE job IS 'Work for the worker. A lease that runs out lets another take it; its number fences the one who lost it.';
CREATE UNIQUE INDEX job_open_once ON job (petition_id, kind) WHERE finished_at IS NULL;
CREATE INDEX job_open ON job (id) WHERE finished_at IS NULL;

CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    account_id bigint,
    role text,
    institution_id bigint,
    authority_id bigint,
    action text NOT NULL,
    petition_id bigint,
    premises_id bigint,
    object text,
    details jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE audit IS 'Every change and every look at personal data: who, when, what. Rows are only ever added; they hold no personal data.';
CREATE INDEX audit_of_petition ON audit (petition_id, id) WHERE petition_id IS NOT NULL;

CREATE TABLE idempotency_key (
    account_id bigint NOT NULL REFERENCES account,
    key text NOT NULL CHECK (length(key) <= 255),
    request_hash bytea NOT NULL,
    status integer,
    location text,
    body bytea,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, key)
);
COMMENT ON TABLE idempotency_key IS 'The first answer to a request, given again to its repetition.';
