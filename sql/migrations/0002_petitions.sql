-- What institutions file: uploads, petitions, their rows and the issues found in them.

CREATE TABLE upload (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    institution_id bigint NOT NULL REFERENCES institution,
    account_id bigint NOT NULL REFERENCES account,
    state text NOT NULL CHECK (state IN ('receiving', 'complete')),
    media_type text NOT NULL,
    bytes bigint NOT NULL DEFAULT 0 CHECK (bytes >= 0),
    sha256 bytea CHECK (length(sha256) = 32),
    created_at timestamptz NOT NULL,
    CONSTRAINT upload_complete_has_hash CHECK ((state = 'complete') = (sha256 IS NOT NULL))
);
COMMENT ON TABLE upload IS 'A file as it was sent; it is kept in chunks so that no connection waits for a client.';
CREATE INDEX upload_receiving ON upload (institution_id) WHERE state = 'receiving';

CREATE TABLE upload_chunk (
    upload_id bigint NOT NULL REFERENCES upload ON DELETE CASCADE,
    number integer NOT NULL CHECK (number >= 0),
    institution_id bigint NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (upload_id, number)
);
COMMENT ON TABLE upload_chunk IS 'The bytes of an upload in order.';
-- compressing what is mostly zip or read once costs more than it saves
ALTER TABLE upload_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE petition (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    institution_id bigint NOT NULL REFERENCES institution,
    authority_id bigint NOT NULL REFERENCES authority,
    premises_id bigint NOT NULL REFERENCES premises,
    parent_id bigint REFERENCES petition,
    upload_id bigint REFERENCES upload,
    sha256 bytea CHECK (length(sha256) = 32),
    number text NOT NULL CHECK (number <> '' AND length(number) <= 100),
    dated date NOT NULL,
    stay text CHECK (stay IN ('permanent', 'temporary')),
    from_day date,
    until_day date,
    state text NOT NULL CHECK (state IN ('checking', 'draft', 'submitted', 'in_review', 'proposed', 'decided', 'withdrawn', 'expired')),
    version integer NOT NULL DEFAULT 1,
    policy text NOT NULL,
    layout jsonb NOT NULL DEFAULT '{}',
    rows integer NOT NULL DEFAULT 0 CHECK (rows >= 0),
    sound integer NOT NULL DEFAULT 0 CHECK (sound >= 0),
    warned integer NOT NULL DEFAULT 0 CHECK (warned >= 0),
    faulty integer NOT NULL DEFAULT 0 CHECK (faulty >= 0),
    blank integer NOT NULL DEFAULT 0 CHECK (blank >= 0),
    file_errors integer NOT NULL DEFAULT 0 CHECK (file_errors >= 0),
    fits boolean,
    first_day_over date,
    created_by bigint NOT NULL REFERENCES account,
    created_at timestamptz NOT NULL,
    checked_at timestamptz,
    submitted_by bigint REFERENCES account,
    submitted_at timestamptz,
    decide_by date,
    hold_until timestamptz,
    claimed_by bigint REFERENCES account,
    claimed_at timestamptz,
    decided_at timestamptz,
    CONSTRAINT petition_sums CHECK (state = 'checking' OR rows = sound + warned + faulty + blank),
    CONSTRAINT petition_submitted_by_somebody CHECK ((submitted_by IS NULL) = (submitted_at IS NULL)),
    CONSTRAINT petition_claimed_by_somebody CHECK ((claimed_by IS NULL) = (claimed_at IS NULL))
);
COMMENT ON TABLE petition IS 'What an institution''s administration files: the unit of upload, submission, review and decision.';
COMMENT ON COLUMN petition.rows IS 'Records of the file below its header: rows = sound + warned + faulty + blank.';
COMMENT ON COLUMN petition.layout IS 'Column name to its place in the file from 0, so that issues can name cells.';
COMMENT ON COLUMN petition.sha256 IS 'Of the uploaded bytes; NULL for children, whose rows come from their parent.';
COMMENT ON COLUMN petition.version IS 'Counts the changes to the petition; a click on an older one is refused.';
CREATE UNIQUE INDEX petition_file_once ON petition (premises_id, sha256)
    WHERE sha256 IS NOT NULL AND state IN ('checking', 'draft', 'submitted', 'in_review', 'proposed');
CREATE INDEX petition_of_institution ON petition (institution_id, id DESC);
CREATE INDEX petition_of_authority ON petition (authority_id, state, decide_by, id) WHERE submitted_at IS NOT NULL;
CREATE INDEX petition_by_parent ON petition (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX petition_expiring ON petition (hold_until) WHERE state = 'submitted';

-- No foreign key on what is written by the hundred thousand: one check a row would cost more than the row.
-- The verbs write these tables only together with their petition. No index on iin either: persons are looked for in the register
-- and in holds, and writing would take half as long again.
CREATE TABLE petition_row (
    petition_id bigint NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('sound', 'warned', 'faulty')),
    action text NOT NULL CHECK (action IN ('arrive', 'extend', 'depart', 'opening')),
    iin bigint CHECK (iin BETWEEN 0 AND 999999999999),
    surname text,
    given_name text,
    patronymic text,
    birth_date date,
    sex text,
    citizenship text,
    document_type text,
    document_number text,
    document_issued_on date,
    document_issuer text,
    document_sample text,
    stay text CHECK (stay IN ('permanent', 'temporary')),
    from_day date,
    until_day date,
    previous_address text,
    departure_leaf text,
    address_reference text,
    registered_with_parents text,
    legal_representative text,
    placement_basis text,
    military_document text,
    military_mark_on date,
    fee_receipt text,
    fee_exemption text,
    departure_reason text,
    departed_to text,
    building text,
    room text,
    note text,
    written jsonb,
    other jsonb,
    PRIMARY KEY (petition_id, number)
);
COMMENT ON TABLE petition_row IS 'One resident and one action, as read; never changed once its petition is submitted.';
COMMENT ON COLUMN petition_row.written IS 'Column name to the text found, of cells that were repaired or could not be read.';
COMMENT ON COLUMN petition_row.other IS 'Header to text, for columns that the design does not know.';

CREATE TABLE petition_issue (
    petition_id bigint NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    row_number integer,
    column_name text,
    severity text NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
    code text NOT NULL,
    found text,
    arguments jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (petition_id, id)
);
COMMENT ON TABLE petition_issue IS 'One finding of the checks: code, place and arguments; the words are made when somebody reads it.';
CREATE INDEX petition_issue_by_row ON petition_issue (petition_id, row_number);

CREATE TABLE check_progress (
    petition_id bigint PRIMARY KEY REFERENCES petition,
    institution_id bigint NOT NULL,
    stage text NOT NULL CHECK (stage IN ('waiting', 'reading', 'register', 'done')),
    bytes_read bigint NOT NULL DEFAULT 0,
    bytes_total bigint NOT NULL,
    rows_read integer NOT NULL DEFAULT 0,
    at timestamptz NOT NULL
);
COMMENT ON TABLE check_progress IS 'How far a check has come, written beside its transaction so that the page can follow it.';
