-- How files were read, and what institutions taught us about their headers.

ALTER TABLE petition ADD COLUMN sheet text;
COMMENT ON COLUMN petition.sheet IS 'The sheet its rows were read from, when its workbook has several.';

CREATE TABLE petition_reading (
    petition_id bigint PRIMARY KEY REFERENCES petition,
    institution_id bigint NOT NULL REFERENCES institution,
    found jsonb,
    wish jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE petition_reading IS 'How the file of a petition was read, with its first lines, and what the clerk said of it.';
COMMENT ON COLUMN petition_reading.found IS 'Encoding, separator, sheet, header and first lines; NULL until the file was read once.';
COMMENT ON COLUMN petition_reading.wish IS 'What the next reading obeys instead of finding it out.';

CREATE TABLE header_spelling (
    institution_id bigint NOT NULL REFERENCES institution,
    spelling text NOT NULL CHECK (spelling <> ''),
    header text NOT NULL CHECK (length(header) <= 400),
    meaning text CHECK (meaning <> ''),
    taught_by bigint NOT NULL REFERENCES account,
    taught_at timestamptz NOT NULL,
    PRIMARY KEY (institution_id, spelling)
);
COMMENT ON TABLE header_spelling IS 'What an institution''s headers mean, as its clerks told; read before the dictionary.';
COMMENT ON COLUMN header_spelling.spelling IS 'The header''s letters and digits in lower case.';
COMMENT ON COLUMN header_spelling.meaning IS 'A column''s stable name or full_name; NULL when the column is not to be used.';

ALTER TABLE petition_reading ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON petition_reading TO tirkeu_web USING (institution_id = (SELECT caller_institution()));
ALTER TABLE header_spelling ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON header_spelling TO tirkeu_web USING (institution_id = (SELECT caller_institution()));

GRANT SELECT, INSERT, UPDATE ON petition_reading TO tirkeu_web, tirkeu_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON header_spelling TO tirkeu_web;
GRANT SELECT ON header_spelling TO tirkeu_worker;
