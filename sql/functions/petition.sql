-- A child petition is made with the owner's rights: a reviewer may send rows back, but not write an institution's drafts.

CREATE OR REPLACE FUNCTION petition_make_child(the_petition bigint, numbers integer[], now timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    child bigint;
BEGIN
    PERFORM require_party(the_petition);
    INSERT INTO petition (institution_id, authority_id, premises_id, parent_id, number, dated, stay, from_day, until_day, state,
        policy, policy_id, layout, created_by, created_at, checked_at)
    SELECT institution_id, authority_id, premises_id, id, number, dated, stay, from_day, until_day, 'draft', policy, policy_id, layout,
        created_by, now, now
    FROM petition WHERE id = the_petition
    RETURNING id INTO child;

    INSERT INTO petition_row (petition_id, number, institution_id, authority_id, state, action, iin, surname, given_name, patronymic, birth_date, sex, citizenship, document_type, document_number,
    document_issued_on, document_issuer, document_sample, stay, from_day, until_day, previous_address, departure_leaf,
    address_reference, registered_with_parents, legal_representative, placement_basis, military_document, military_mark_on,
    fee_receipt, fee_exemption, departure_reason, departed_to, building, room, note, written, verbatim, other)
    SELECT child, r.number, r.institution_id, r.authority_id, r.state, r.action, r.iin, r.surname, r.given_name, r.patronymic, r.birth_date, r.sex, r.citizenship, r.document_type, r.document_number,
       r.document_issued_on, r.document_issuer, r.document_sample, r.stay, r.from_day, r.until_day, r.previous_address, r.departure_leaf,
       r.address_reference, r.registered_with_parents, r.legal_representative, r.placement_basis, r.military_document, r.military_mark_on,
       r.fee_receipt, r.fee_exemption, r.departure_reason, r.departed_to, r.building, r.room, r.note, r.written, r.verbatim, r.other
    FROM petition_row AS r WHERE r.petition_id = the_petition AND r.number = ANY (numbers);

    INSERT INTO petition_issue (petition_id, institution_id, authority_id, row_number, column_name, severity, code, found, arguments)
    SELECT child, i.institution_id, i.authority_id, i.row_number, i.column_name, i.severity, i.code, i.found, i.arguments
    FROM petition_issue AS i WHERE i.petition_id = the_petition AND i.row_number = ANY (numbers)
        AND NOT is_found_by_comparing(i.code) ORDER BY i.id;
    PERFORM attachments_copy(child, the_petition, numbers, numbers);
    -- the register and other petitions have moved on since the rows were compared with them
    UPDATE petition_row AS r SET state = coalesce(worst.state, 'sound')
    FROM petition_row AS o LEFT JOIN (
        SELECT row_number, CASE WHEN bool_or(severity = 'error') THEN 'faulty' ELSE 'warned' END AS state
        FROM petition_issue WHERE petition_id = child AND severity <> 'note' GROUP BY row_number) AS worst ON worst.row_number = o.number
    WHERE o.petition_id = child AND r.petition_id = child AND r.number = o.number AND r.state <> coalesce(worst.state, 'sound');
    PERFORM check_register(child, numbers);

    UPDATE petition SET rows = n.sound + n.warned + n.faulty, sound = n.sound, warned = n.warned, faulty = n.faulty,
        fits = NOT EXISTS (SELECT FROM check_forecast(child) WHERE held + registered + asked > places),
        first_day_over = (SELECT min(day) FROM check_forecast(child) WHERE held + registered + asked > places)
    FROM (SELECT count(*) FILTER (WHERE state = 'sound') AS sound, count(*) FILTER (WHERE state = 'warned') AS warned,
                 count(*) FILTER (WHERE state = 'faulty') AS faulty FROM petition_row WHERE petition_id = child) AS n
    WHERE id = child;
    RETURN child;
END
$$;
COMMENT ON FUNCTION petition_make_child IS 'A draft of some rows of a petition, with their own numbers, issues and scans.';

CREATE OR REPLACE FUNCTION petition_set_policy(the_petition bigint, the_policy bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM require_draft(the_petition);
    UPDATE petition AS p SET policy = q.name, policy_id = q.id FROM policy AS q WHERE p.id = the_petition AND q.id = the_policy;
END
$$;
COMMENT ON FUNCTION petition_set_policy IS 'Says of an institution''s draft which policy its rows are judged by.';
