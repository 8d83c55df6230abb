-- Mistakes mended in all their rows at once: what was done, so that it can be undone, and what is remembered of it.

ALTER TABLE petition_row ADD COLUMN verbatim text[];
COMMENT ON COLUMN petition_row.verbatim IS 'Columns whose cells the clerk wants to be read as they are written; NULL is none.';

CREATE TABLE repair (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    petition_id bigint NOT NULL REFERENCES petition,
    institution_id bigint NOT NULL REFERENCES institution,
    kind text NOT NULL CHECK (kind IN ('value', 'suggestions', 'as_written')),
    column_name text NOT NULL,
    code text,
    found text,
    value text,
    is_remembered boolean NOT NULL DEFAULT false,
    rows integer NOT NULL DEFAULT 0,
    made_by bigint NOT NULL REFERENCES account,
    made_at timestamptz NOT NULL,
    undone_by bigint REFERENCES account,
    undone_at timestamptz,
    CONSTRAINT repair_undone_by_somebody CHECK ((undone_by IS NULL) = (undone_at IS NULL)),
    -- an IIN is in the rows and nowhere else
    CONSTRAINT repair_holds_no_iin CHECK (column_name <> 'iin' OR (kind = 'as_written' AND found IS NULL AND value IS NULL))
);
COMMENT ON TABLE repair IS 'What was changed in a draft''s rows after its check, so that it can be undone.';
COMMENT ON COLUMN repair.code IS 'The mistake that was mended in many rows; NULL when a cell of one row was changed.';
COMMENT ON COLUMN repair.found IS 'The text that stood in all of the cells; NULL when they were empty or each had its own.';
COMMENT ON COLUMN repair.value IS 'The text that was put into all of them; NULL when each got its own.';
CREATE INDEX repair_of_petition ON repair (petition_id, id DESC);

-- No foreign key, as with the rows of petitions: they are written by the hundred thousand.
CREATE TABLE repair_row (
    repair_id bigint NOT NULL,
    row_number integer NOT NULL,
    institution_id bigint NOT NULL,
    before text,
    after text,
    was_verbatim boolean NOT NULL,
    PRIMARY KEY (repair_id, row_number)
);
COMMENT ON TABLE repair_row IS
    'A repaired cell before and after. Forgotten with its row, and when the petition is submitted: then nothing is undone any more.';

CREATE TABLE remembered_value (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    institution_id bigint NOT NULL REFERENCES institution,
    column_name text NOT NULL,
    found text NOT NULL CHECK (found <> ''),
    value text NOT NULL CHECK (value <> ''),
    made_by bigint NOT NULL REFERENCES account,
    made_at timestamptz NOT NULL,
    CONSTRAINT remembered_value_once UNIQUE (institution_id, column_name, found)
);
COMMENT ON TABLE remembered_value IS 'What an institution''s own spellings mean, read so in its next files.';
COMMENT ON COLUMN remembered_value.found IS 'The spelling in small letters with single blanks.';
COMMENT ON COLUMN remembered_value.value IS 'What it means, in stable form.';

DO $$
DECLARE
    tenant text;
BEGIN
    FOREACH tenant IN ARRAY ARRAY['repair', 'repair_row', 'remembered_value'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('CREATE POLICY own ON %I TO tirkeu_web USING (institution_id = (SELECT caller_institution()))', tenant);
    END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE ON repair, remembered_value TO tirkeu_web;
GRANT SELECT, INSERT ON repair_row TO tirkeu_web;
GRANT DELETE ON repair_row, remembered_value TO tirkeu_web;
GRANT SELECT ON remembered_value TO tirkeu_worker;
