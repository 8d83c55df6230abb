-- Rows of a petition with what became of them; $2 a row state, $3 an outcome, $4 the number after which the page starts, $6 an action.
SELECT r.number, r.state, coalesce(o.outcome, 'pending') AS outcome, o.ground,
       r.action, r.iin, r.surname, r.given_name, r.patronymic, r.birth_date, r.sex, r.citizenship, r.document_type, r.document_number,
       r.document_issued_on, r.document_issuer, r.document_sample, r.stay, r.from_day, r.until_day, r.previous_address, r.departure_leaf,
       r.address_reference, r.registered_with_parents, r.legal_representative, r.placement_basis, r.military_document, r.military_mark_on,
       r.fee_receipt, r.fee_exemption, r.departure_reason, r.departed_to, r.building, r.room, r.note, r.written, r.verbatim, r.other
FROM petition_row AS r
LEFT JOIN row_outcome AS o ON o.petition_id = r.petition_id AND o.row_number = r.number
WHERE r.petition_id = $1 AND ($2::text IS NULL OR r.state = $2) AND ($3::text IS NULL OR coalesce(o.outcome, 'pending') = $3)
  AND r.number > $4 AND ($6::text IS NULL OR r.action = $6)
ORDER BY r.number LIMIT $5
