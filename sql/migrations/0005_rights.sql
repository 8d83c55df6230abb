-- Who may touch what. Row-level security is the second line under the application's own checks: a statement of the
-- web role sees the caller's institution, or the caller's authorities, and nothing else.

CREATE FUNCTION caller_role() RETURNS text LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('tirkeu.role', true), '') $$;
CREATE FUNCTION caller_institution() RETURNS bigint LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('tirkeu.institution', true), '')::bigint $$;
CREATE FUNCTION caller_authorities() RETURNS bigint[] LANGUAGE sql STABLE AS
    $$ SELECT coalesce(nullif(current_setting('tirkeu.authorities', true), '')::bigint[], '{}') $$;
COMMENT ON FUNCTION caller_authorities() IS 'The caller''s authority and those below it, set for the transaction.';

DO $$
DECLARE
    tenant text;
BEGIN
    -- what both sides see: the institution its own, the authority its jurisdiction's, the auditor everything
    FOREACH tenant IN ARRAY ARRAY['premises_day', 'premises_head', 'decision',
        'row_outcome', 'row_note', 'hold', 'registration', 'occupancy_entry', 'audit', 'premises'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format($policy$CREATE POLICY seen ON %I FOR SELECT TO tirkeu_web USING (
            institution_id = (SELECT caller_institution()) OR authority_id = ANY ((SELECT caller_authorities())::bigint[])
            OR (SELECT caller_role()) = 'auditor')$policy$, tenant);
    END LOOP;
    -- rows and issues of a draft are, like the draft, the institution's own business until it is submitted
    FOREACH tenant IN ARRAY ARRAY['petition_row', 'petition_issue'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format($policy$CREATE POLICY seen ON %I FOR SELECT TO tirkeu_web USING (
            institution_id = (SELECT caller_institution()) OR (SELECT caller_role()) = 'auditor'
            OR (authority_id = ANY ((SELECT caller_authorities())::bigint[])
                AND EXISTS (SELECT FROM petition AS p WHERE p.id = petition_id AND p.submitted_at IS NOT NULL)))$policy$, tenant);
    END LOOP;
    -- what only the institution's own people see
    FOREACH tenant IN ARRAY ARRAY['upload', 'upload_chunk', 'check_progress', 'job'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant);
        EXECUTE format('CREATE POLICY own ON %I TO tirkeu_web USING (institution_id = (SELECT caller_institution()))', tenant);
    END LOOP;
    -- what the institution's own people write while a petition is theirs: never once it is submitted
    FOREACH tenant IN ARRAY ARRAY['petition_row', 'petition_issue'] LOOP
        EXECUTE format($policy$CREATE POLICY repaired ON %I TO tirkeu_web USING (
            institution_id = (SELECT caller_institution())
            AND EXISTS (SELECT FROM petition AS p WHERE p.id = petition_id AND p.submitted_at IS NULL))$policy$, tenant);
    END LOOP;
    -- what either side writes in a verb of its own
    FOREACH tenant IN ARRAY ARRAY['row_outcome', 'row_note', 'decision'] LOOP
        EXECUTE format($policy$CREATE POLICY decided ON %I TO tirkeu_web USING (
            institution_id = (SELECT caller_institution()) OR authority_id = ANY ((SELECT caller_authorities())::bigint[]))$policy$, tenant);
    END LOOP;
    -- what an auditor's own login reads
    FOREACH tenant IN ARRAY ARRAY['audit', 'decision', 'petition', 'row_outcome', 'registration', 'occupancy_entry', 'premises'] LOOP
        EXECUTE format('CREATE POLICY read_by_auditor ON %I FOR SELECT TO tirkeu_auditor USING (true)', tenant);
    END LOOP;
END
$$;

-- a draft is the institution's own business until it is submitted
ALTER TABLE petition ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON petition TO tirkeu_web USING (institution_id = (SELECT caller_institution()));
CREATE POLICY filed ON petition TO tirkeu_web
    USING (submitted_at IS NOT NULL AND authority_id = ANY ((SELECT caller_authorities())::bigint[]));
CREATE POLICY audited ON petition FOR SELECT TO tirkeu_web USING ((SELECT caller_role()) = 'auditor');

CREATE POLICY administered ON premises TO tirkeu_web USING ((SELECT caller_role()) = 'operator');
CREATE POLICY administered ON premises_day FOR SELECT TO tirkeu_web USING ((SELECT caller_role()) = 'operator');
CREATE POLICY administered ON premises_head FOR SELECT TO tirkeu_web USING ((SELECT caller_role()) = 'operator');
CREATE POLICY told ON audit FOR INSERT TO tirkeu_web WITH CHECK (true);

GRANT SELECT ON authority, authority_territory, institution, premises, account, session, api_token, sign_in_failure,
    upload, upload_chunk, petition, petition_row, petition_issue, check_progress, premises_head, premises_day, decision,
    row_outcome, row_note, hold, registration, occupancy_entry, job, audit, idempotency_key TO tirkeu_web;
GRANT INSERT ON authority, authority_territory, institution, premises, account, session, api_token, sign_in_failure,
    upload, upload_chunk, petition, petition_row, petition_issue, check_progress, decision, row_outcome, row_note, job,
    audit, idempotency_key TO tirkeu_web;
GRANT UPDATE ON authority, institution, premises, account, session, api_token, upload, petition, petition_row,
    check_progress, decision, idempotency_key TO tirkeu_web;
GRANT DELETE ON session, sign_in_failure, upload, upload_chunk, petition_issue, petition_row, idempotency_key TO tirkeu_web;

GRANT SELECT, INSERT, UPDATE, DELETE ON upload, upload_chunk, petition_row, petition_issue, check_progress, job,
    idempotency_key, session, sign_in_failure TO tirkeu_worker;
GRANT SELECT, UPDATE ON petition TO tirkeu_worker;
GRANT SELECT, INSERT ON row_outcome, audit TO tirkeu_worker;
GRANT SELECT ON institution, premises, premises_head, premises_day, hold, registration, decision, occupancy_entry, account
    TO tirkeu_worker;

GRANT SELECT ON audit, decision, petition, row_outcome, registration, occupancy_entry, institution, premises, authority
    TO tirkeu_auditor;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT EXECUTE ON FUNCTION caller_role(), caller_institution(), caller_authorities() TO tirkeu_web, tirkeu_worker;
