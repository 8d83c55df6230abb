INSERT INTO petition_row (petition_id, number, institution_id, authority_id, state, action, iin, surname, given_name, patronymic, birth_date, sex, citizenship, document_type, document_number,
    document_issued_on, document_issuer, document_sample, stay, from_day, until_day, previous_address, departure_leaf,
    address_reference, registered_with_parents, legal_representative, placement_basis, military_document, military_mark_on,
    fee_receipt, fee_exemption, departure_reason, departed_to, building, room, note, unread, other)
SELECT $2, r.number, r.institution_id, r.authority_id, r.state, r.action, r.iin, r.surname, r.given_name, r.patronymic, r.birth_date, r.sex, r.citizenship, r.document_type, r.document_number,
       r.document_issued_on, r.document_issuer, r.document_sample, r.stay, r.from_day, r.until_day, r.previous_address, r.departure_leaf,
       r.address_reference, r.registered_with_parents, r.legal_representative, r.placement_basis, r.military_document, r.military_mark_on,
       r.fee_receipt, r.fee_exemption, r.departure_reason, r.departed_to, r.building, r.room, r.note, r.unread, r.other
FROM petition_row AS r WHERE r.petition_id = $1 AND r.number = ANY ($3::integer[])
