COPY petition_row (petition_id, number, institution_id, authority_id, state, action, iin, surname, given_name, patronymic, birth_date, sex, citizenship, document_type, document_number,
    document_issued_on, document_issuer, document_sample, stay, from_day, until_day, previous_address, departure_leaf,
    address_reference, registered_with_parents, legal_representative, placement_basis, military_document, military_mark_on,
    fee_receipt, fee_exemption, departure_reason, departed_to, building, room, note, written, other, content, fingerprint)
FROM STDIN (FORMAT binary)
