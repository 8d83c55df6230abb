-- What the application promises, said once more below it.

-- The log is only ever added to, whoever asks: even its owner has to take the guard away first.
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is only added to' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_only_added_to BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

-- Who decided whose petition is taken from the accounts, not from the statement, and stays as it was written.
CREATE FUNCTION decision_take_persons() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.submitter_hash := (
        SELECT a.person_hash FROM petition AS p JOIN account AS a ON a.id = p.submitted_by WHERE p.id = NEW.petition_id);
    NEW.decider_hash := (SELECT person_hash FROM account WHERE id = NEW.decided_by);
    NEW.confirmer_hash := (SELECT person_hash FROM account WHERE id = NEW.confirmed_by);
    IF TG_OP = 'UPDATE' AND (
        (NEW.id, NEW.petition_id, NEW.institution_id, NEW.authority_id, NEW.outcomes, NEW.decided_by, NEW.decided_at, NEW.needs_second)
        IS DISTINCT FROM
        (OLD.id, OLD.petition_id, OLD.institution_id, OLD.authority_id, OLD.outcomes, OLD.decided_by, OLD.decided_at, OLD.needs_second)
        OR OLD.confirmed_at IS NOT NULL OR OLD.taken_back_at IS NOT NULL)
    THEN
        RAISE EXCEPTION 'a decision stays as it was written' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER decision_by_persons BEFORE INSERT OR UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION decision_take_persons();

-- Only the authority writes decisions.
DROP POLICY decided ON decision;
CREATE POLICY decided ON decision TO tirkeu_web USING (authority_id = ANY ((SELECT caller_authorities())::bigint[]));

-- The web changes of a petition where it is on its way, never whose it is or what it was judged by; of an account, its owner's own things.
REVOKE UPDATE ON petition, account FROM tirkeu_web;
GRANT UPDATE (state, version, layout, rows, sound, warned, faulty, blank, file_errors, fits, first_day_over, submitted_by, submitted_at,
    decide_by, hold_until, claimed_by, claimed_at, decided_at) ON petition TO tirkeu_web;
GRANT UPDATE (password, language, disabled_at) ON account TO tirkeu_web;

-- A version of the register is known for some time, or never was.
ALTER TABLE registration ADD CONSTRAINT registration_known_forward CHECK (known_until > known_from);

CREATE TABLE secret_key (
    fingerprint bytea PRIMARY KEY CHECK (length(fingerprint) = 32),
    is_only boolean NOT NULL DEFAULT true UNIQUE CHECK (is_only)
);
COMMENT ON TABLE secret_key IS
    'Tells by its fingerprint the key that persons are hashed with: a process with another key would take one person for two.';
GRANT SELECT, INSERT ON secret_key TO tirkeu_web;
