-- Fills the register with people who do not exist: :count registrations at premises of a second institution, so that a petition's
-- persons are found elsewhere one time in a hundred.
INSERT INTO registration (id, version, institution_id, authority_id, premises_id, iin, surname, given_name, birth_date, sex, stay,
    from_day, is_last, decision_id, known_from)
SELECT nextval('registration_id'), 1, b.institution_id, b.authority_id, b.id, 200000000000 + n * 37, 'Ахметов', 'Айдар', '1990-01-01', 'M',
    'permanent', current_date - 400, true, 0, now()
FROM generate_series(:already + 1, :count) AS n, (SELECT id, institution_id, authority_id FROM premises ORDER BY id LIMIT 1) AS b;
INSERT INTO person SELECT iin FROM registration WHERE decision_id = 0 ON CONFLICT DO NOTHING;
UPDATE premises_day AS d SET registered = registered + :count - :already, places = places + :count - :already, ceiling = ceiling + :count - :already
WHERE d.premises_id = (SELECT min(id) FROM premises);
ANALYZE registration, person;
