-- The rulebooks that petitions are judged by: their texts, kept for ever, and which of them is in force since when.

CREATE TABLE policy (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL CHECK (name ~ '^[a-z0-9-]{1,40}$'),
    fingerprint bytea NOT NULL CONSTRAINT policy_text_once UNIQUE CHECK (length(fingerprint) = 32),
    content text NOT NULL CHECK (length(content) <= 1048576),
    kept_by bigint,
    kept_at timestamptz NOT NULL
);
COMMENT ON TABLE policy IS 'The texts of policies. A text is never changed: an edited file is another policy, of the same name.';
COMMENT ON COLUMN policy.fingerprint IS 'SHA-256 of the text.';
COMMENT ON COLUMN policy.content IS 'The policy file as it was read.';
COMMENT ON COLUMN policy.kept_by IS 'The account that brought it; NULL for what comes with the program, 0 for its command line.';

CREATE TABLE policy_choice (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    policy_id bigint NOT NULL REFERENCES policy,
    since timestamptz NOT NULL,
    chosen_by bigint NOT NULL
);
COMMENT ON TABLE policy_choice IS 'Which policy new petitions are judged by, since when; the last choice counts.';
COMMENT ON COLUMN policy_choice.chosen_by IS 'The account; 0 for the command line.';

ALTER TABLE petition ADD COLUMN policy_id bigint REFERENCES policy;
COMMENT ON COLUMN petition.policy_id IS 'The text of the policy that it was judged by; NULL for petitions from before texts were kept.';

ALTER TABLE policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE policy_choice ENABLE ROW LEVEL SECURITY;
-- the rules are nobody's secret
CREATE POLICY read_by_all ON policy FOR SELECT TO tirkeu_web, tirkeu_auditor USING (true);
CREATE POLICY read_by_all ON policy_choice FOR SELECT TO tirkeu_web, tirkeu_auditor USING (true);
CREATE POLICY administered ON policy FOR INSERT TO tirkeu_web WITH CHECK ((SELECT caller_role()) = 'operator');
CREATE POLICY administered ON policy_choice FOR INSERT TO tirkeu_web WITH CHECK ((SELECT caller_role()) = 'operator');
GRANT SELECT ON policy, policy_choice TO tirkeu_web, tirkeu_worker, tirkeu_auditor;
GRANT INSERT ON policy, policy_choice TO tirkeu_web;
