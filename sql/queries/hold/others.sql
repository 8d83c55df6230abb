-- Rows whose person has an open row at the same premises in another petition.
SELECT DISTINCT r.number FROM petition AS p
JOIN petition_row AS r ON r.petition_id = p.id
JOIN hold AS h ON h.premises_id = p.premises_id AND h.iin = r.iin AND h.petition_id <> p.id
WHERE p.id = $1 ORDER BY r.number
