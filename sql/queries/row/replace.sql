-- Rows judged again, as objects of the table's own columns: each is written over the one of its number.
UPDATE petition_row AS r SET state = new.state, (
    action, iin, surname, given_name, patronymic, birth_date, sex, citizenship, document_type, document_number,
    document_issued_on, document_issuer, document_sample, stay, from_day, until_day, previous_address, departure_leaf,
    address_reference, registered_with_parents, legal_representative, placement_basis, military_document,
    military_mark_on, fee_receipt, fee_exemption, departure_reason, departed_to, building, room, note, written, verbatim) = (
    new.action, new.iin, new.surname, new.given_name, new.patronymic, new.birth_date, new.sex, new.citizenship,
    new.document_type, new.document_number, new.document_issued_on, new.document_issuer, new.document_sample, new.stay,
    new.from_day, new.until_day, new.previous_address, new.departure_leaf, new.address_reference,
    new.registered_with_parents, new.legal_representative, new.placement_basis, new.military_document,
    new.military_mark_on, new.fee_receipt, new.fee_exemption, new.departure_reason, new.departed_to, new.building,
    new.room, new.note, new.written, new.verbatim)
FROM jsonb_populate_recordset(NULL::petition_row, $2::jsonb) AS new
WHERE r.petition_id = $1 AND r.number = new.number
