-- Room and register: who has a place where on which day, and by which act.

CREATE TABLE premises_head (
    premises_id bigint PRIMARY KEY REFERENCES premises,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    first_day date NOT NULL,
    horizon date NOT NULL CHECK (horizon > first_day)
) WITH (fillfactor = 50);
COMMENT ON TABLE premises_head IS 'The row every verb locks before it touches the days of its premises.';
COMMENT ON COLUMN premises_head.horizon IS 'The day after the last row of premises_day.';

CREATE TABLE premises_day (
    premises_id bigint NOT NULL REFERENCES premises,
    day date NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    places integer NOT NULL CHECK (places >= 0),
    ceiling integer NOT NULL,
    held integer NOT NULL DEFAULT 0,
    registered integer NOT NULL DEFAULT 0,
    PRIMARY KEY (premises_id, day),
    CONSTRAINT premises_day_ceiling CHECK (ceiling >= places),
    CONSTRAINT premises_day_never_over CHECK (held >= 0 AND registered >= 0 AND held + registered <= ceiling)
) WITH (fillfactor = 50);
COMMENT ON TABLE premises_day IS 'Places of a day, and how many are held by submitted petitions or taken by registrations.';
COMMENT ON COLUMN premises_day.ceiling IS 'places, or what was used when places last fell below it; falls with every departure.';

CREATE TABLE person (
    iin bigint PRIMARY KEY CHECK (iin BETWEEN 0 AND 999999999999)
);
COMMENT ON TABLE person IS 'One row an IIN and nothing else: what verbs lock so that two acts on one person follow each other.';

CREATE TABLE decision (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    petition_id bigint NOT NULL REFERENCES petition,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    outcomes jsonb NOT NULL,
    decided_by bigint NOT NULL REFERENCES account,
    decided_at timestamptz NOT NULL,
    needs_second boolean NOT NULL,
    confirmed_by bigint REFERENCES account,
    confirmed_at timestamptz,
    taken_back_at timestamptz,
    submitter_hash bytea NOT NULL,
    decider_hash bytea NOT NULL,
    confirmer_hash bytea,
    CONSTRAINT decision_not_by_submitter CHECK (decider_hash <> submitter_hash AND confirmer_hash <> submitter_hash),
    CONSTRAINT decision_by_two CHECK (confirmer_hash <> decider_hash),
    CONSTRAINT decision_confirmed_by_somebody CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)
        AND (confirmed_by IS NULL) = (confirmer_hash IS NULL))
);
COMMENT ON TABLE decision IS 'One act over a petition; where policy asks for two people the first proposes and the second confirms.';
COMMENT ON COLUMN decision.outcomes IS 'What was decided as it was sent: the outcome of all rows and the exceptions.';
CREATE UNIQUE INDEX decision_once ON decision (petition_id) WHERE taken_back_at IS NULL;

CREATE TABLE row_outcome (
    petition_id bigint NOT NULL,
    row_number integer NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('approved', 'refused', 'returned', 'withdrawn', 'moved')),
    ground text CHECK (ground IN ('documents_unreliable', 'rules_not_met', 'no_consent', 'no_owner_consent',
        'already_registered', 'over_capacity')),
    decision_id bigint,
    PRIMARY KEY (petition_id, row_number),
    CONSTRAINT row_outcome_refused_has_ground CHECK ((outcome = 'refused') = (ground IS NOT NULL)),
    CONSTRAINT row_outcome_decided CHECK ((outcome IN ('approved', 'refused', 'returned')) = (decision_id IS NOT NULL))
);
COMMENT ON TABLE row_outcome IS 'What became of a row of a submitted petition; a row without one is pending.';

CREATE TABLE row_note (
    petition_id bigint NOT NULL,
    row_number integer NOT NULL,
    column_name text NOT NULL DEFAULT '',
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    decision_id bigint NOT NULL,
    text text NOT NULL CHECK (text <> '' AND length(text) <= 1000),
    PRIMARY KEY (petition_id, row_number, column_name)
);
COMMENT ON TABLE row_note IS 'A reviewer''s note pinned to a cell of a returned row; no column means the whole row.';

CREATE TABLE hold (
    petition_id bigint NOT NULL,
    row_number integer NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    premises_id bigint NOT NULL,
    iin bigint NOT NULL,
    days datemultirange NOT NULL,
    PRIMARY KEY (petition_id, row_number),
    CONSTRAINT hold_person_once UNIQUE (premises_id, iin)
);
COMMENT ON TABLE hold IS 'An open row and the days for which it reserves a place; a departure reserves none.';
CREATE INDEX hold_by_iin ON hold (iin);

CREATE TABLE registration (
    id bigint NOT NULL,
    version integer NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    premises_id bigint NOT NULL,
    iin bigint NOT NULL,
    surname text NOT NULL,
    given_name text NOT NULL,
    patronymic text,
    birth_date date NOT NULL,
    sex text NOT NULL CHECK (sex IN ('M', 'F')),
    stay text NOT NULL CHECK (stay IN ('permanent', 'temporary')),
    from_day date NOT NULL,
    until_day date,
    is_last boolean NOT NULL,
    petition_id bigint,
    row_number integer,
    decision_id bigint NOT NULL,
    known_from timestamptz NOT NULL,
    known_until timestamptz,
    superseded_by bigint,
    PRIMARY KEY (id, version),
    CONSTRAINT registration_not_empty CHECK (until_day > from_day),
    CONSTRAINT registration_temporary_ends CHECK (stay = 'permanent' OR until_day IS NOT NULL),
    CONSTRAINT registration_superseded CHECK ((known_until IS NULL) = (superseded_by IS NULL))
);
COMMENT ON TABLE registration IS 'The register: appended versions, each with the act that made it and when it became known.';
COMMENT ON COLUMN registration.is_last IS 'Whether it is the last of its person''s registrations of this stay; a new one must start after it.';
COMMENT ON COLUMN registration.until_day IS 'The day the resident leaves, itself not counted; NULL is an open end.';
CREATE SEQUENCE registration_id AS bigint CACHE 100 OWNED BY registration.id;
CREATE UNIQUE INDEX registration_last_once ON registration (iin, stay) WHERE known_until IS NULL AND is_last;
CREATE INDEX registration_of_person ON registration (iin);
CREATE INDEX registration_at_premises ON registration (premises_id, from_day) WHERE known_until IS NULL;
CREATE INDEX registration_by_act ON registration (decision_id);
CREATE INDEX registration_by_successor ON registration (superseded_by) WHERE superseded_by IS NOT NULL;

CREATE TABLE occupancy_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    premises_id bigint NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    cause text NOT NULL CHECK (cause IN ('submitted', 'decided', 'withdrawn', 'expired', 'places')),
    petition_id bigint,
    account_id bigint,
    at timestamptz NOT NULL,
    days daterange[] NOT NULL,
    held integer[] NOT NULL,
    registered integer[] NOT NULL,
    CONSTRAINT occupancy_entry_parallel CHECK (cardinality(days) = cardinality(held) AND cardinality(days) = cardinality(registered))
);
COMMENT ON TABLE occupancy_entry IS 'Append-only journal: what each act added to the days of a premises, as ranges with their differences.';
CREATE INDEX occupancy_entry_of_premises ON occupancy_entry (premises_id, id);
