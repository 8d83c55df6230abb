-- Scans of papers, at a petition or at one of its rows. Their bytes are kept as those of uploads are.

-- Several scans may come in one request: they are kept together, or go together.
ALTER TABLE upload ADD COLUMN bundle_id bigint REFERENCES upload ON DELETE CASCADE;
COMMENT ON COLUMN upload.bundle_id IS 'What it comes in with others, while they are received.';
CREATE INDEX upload_of_bundle ON upload (bundle_id) WHERE bundle_id IS NOT NULL;

CREATE TABLE attachment (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    petition_id bigint NOT NULL REFERENCES petition,
    institution_id bigint NOT NULL REFERENCES institution,
    authority_id bigint NOT NULL REFERENCES authority,
    row_number integer CHECK (row_number > 0),
    iin bigint,
    kind text NOT NULL CHECK (kind IN ('identity', 'placement_basis', 'departure_leaf', 'address_reference', 'guardianship', 'military',
        'fee', 'petition', 'title', 'owner_consent', 'other')),
    upload_id bigint NOT NULL REFERENCES upload,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    attached_by bigint NOT NULL REFERENCES account,
    attached_at timestamptz NOT NULL,
    CONSTRAINT attachment_once UNIQUE NULLS NOT DISTINCT (petition_id, row_number, kind, upload_id),
    CONSTRAINT attachment_person_of_row CHECK (row_number IS NOT NULL OR iin IS NULL)
);
COMMENT ON TABLE attachment IS 'A scan of a paper at a petition or at one of its rows; it stays with what was submitted, and so do its bytes.';
COMMENT ON COLUMN attachment.row_number IS 'The row that it is of; NULL for the petition as a whole.';
COMMENT ON COLUMN attachment.iin IS 'Whose row it was attached to, so that it follows its person when the file is read anew.';
COMMENT ON COLUMN attachment.name IS 'What its file was called; no file is ever written or served under it.';
CREATE INDEX attachment_of_upload ON attachment (upload_id);
CREATE INDEX attachment_of_institution ON attachment (institution_id);

ALTER TABLE attachment ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON attachment FOR SELECT TO tirkeu_web USING (
    institution_id = (SELECT caller_institution()) OR (SELECT caller_role()) = 'auditor'
    OR (authority_id = ANY ((SELECT caller_authorities())::bigint[])
        AND EXISTS (SELECT FROM petition AS p WHERE p.id = petition_id AND p.submitted_at IS NOT NULL)));
CREATE POLICY attached ON attachment TO tirkeu_web USING (
    institution_id = (SELECT caller_institution())
    AND EXISTS (SELECT FROM petition AS p WHERE p.id = petition_id AND p.state = 'draft'));
GRANT SELECT, INSERT, DELETE ON attachment TO tirkeu_web;

-- the authority sees the bytes of what was attached for it, and of nothing else; an auditor sees that they are there
CREATE POLICY shown ON upload FOR SELECT TO tirkeu_web USING (EXISTS (
    SELECT FROM attachment AS a WHERE a.upload_id = upload.id
      AND (a.authority_id = ANY ((SELECT caller_authorities())::bigint[]) OR (SELECT caller_role()) = 'auditor')));
CREATE POLICY shown ON upload_chunk FOR SELECT TO tirkeu_web USING (EXISTS (
    SELECT FROM attachment AS a
    WHERE a.upload_id = upload_chunk.upload_id AND a.authority_id = ANY ((SELECT caller_authorities())::bigint[])));
-- chunks go with their upload, and an upload stays while something is attached of it
REVOKE DELETE ON upload_chunk FROM tirkeu_web;
