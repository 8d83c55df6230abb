UPDATE petition_row SET state = $3, (action, iin, surname, given_name, patronymic, birth_date, sex, citizenship, document_type,
    document_number, document_issued_on, document_issuer, document_sample, stay, from_day, until_day, previous_address,
    departure_leaf, address_reference, registered_with_parents, legal_representative, placement_basis, military_document,
    military_mark_on, fee_receipt, fee_exemption, departure_reason, departed_to, building, room, note, written)
  = ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26,
    $27, $28, $29, $30, $31, $32, $33, $34, $35)
WHERE petition_id = $1 AND number = $2
