-- The limit of a decision: the same inserts, endings, day update and constraints as plain statements, without audit, jobs, policies
-- or any question asked. :petition is submitted and approved as a whole.
BEGIN;
SELECT id FROM petition WHERE id = :petition FOR NO KEY UPDATE;
INSERT INTO decision (petition_id, institution_id, authority_id, outcomes, decided_by, decided_at, needs_second, submitter_hash, decider_hash)
SELECT p.id, p.institution_id, p.authority_id, '{}', (SELECT min(a.id) FROM account AS a WHERE a.role = 'reviewer'), now(), false, sha256('a'), sha256('b')
FROM petition AS p WHERE p.id = :petition
RETURNING id AS decision \gset
SELECT count(*) FROM (SELECT iin FROM person WHERE iin IN (SELECT iin FROM hold WHERE petition_id = :petition) ORDER BY iin FOR NO KEY UPDATE) AS persons;
SELECT premises_id FROM premises_head WHERE premises_id = (SELECT premises_id FROM petition WHERE id = :petition) FOR NO KEY UPDATE;
INSERT INTO row_outcome (petition_id, row_number, institution_id, authority_id, outcome, decision_id)
SELECT petition_id, number, institution_id, authority_id, 'approved', :decision FROM petition_row WHERE petition_id = :petition;
WITH closed AS (
    UPDATE registration AS g SET known_until = now(), superseded_by = :decision
    FROM petition_row AS r
    WHERE r.petition_id = :petition AND g.iin = r.iin AND g.stay = r.stay AND g.known_until IS NULL AND g.is_last
      AND (g.until_day IS NULL OR g.until_day > r.from_day)
    RETURNING g.*, r.from_day AS ended, r.number)
INSERT INTO registration (id, version, institution_id, authority_id, premises_id, iin, surname, given_name, patronymic, birth_date, sex, stay,
    from_day, until_day, is_last, petition_id, row_number, decision_id, known_from)
SELECT id, version + 1, institution_id, authority_id, premises_id, iin, surname, given_name, patronymic, birth_date, sex, stay, from_day, ended,
    false, :petition, number, :decision, now() FROM closed;
INSERT INTO registration (id, version, institution_id, authority_id, premises_id, iin, surname, given_name, patronymic, birth_date, sex, stay,
    from_day, until_day, is_last, petition_id, row_number, decision_id, known_from)
SELECT nextval('registration_id'), 1, r.institution_id, r.authority_id, p.premises_id, r.iin, r.surname, r.given_name, r.patronymic, r.birth_date,
    r.sex, r.stay, r.from_day, r.until_day, true, p.id, r.number, :decision, now()
FROM petition AS p JOIN petition_row AS r ON r.petition_id = p.id WHERE p.id = :petition;
UPDATE premises_day AS d SET held = d.held - load.n, registered = d.registered + load.n
FROM (SELECT t.premises_id, lower(span) + n AS day, count(*)::integer AS n
      FROM hold AS t, unnest(t.days) AS span, generate_series(0, upper(span) - lower(span) - 1) AS n
      WHERE t.petition_id = :petition GROUP BY 1, 2) AS load
WHERE d.premises_id = load.premises_id AND d.day = load.day;
DELETE FROM hold WHERE petition_id = :petition;
UPDATE petition SET state = 'decided', version = version + 1, decided_at = now() WHERE id = :petition;
COMMIT;
