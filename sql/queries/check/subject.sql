SELECT p.id, p.institution_id, p.authority_id, p.premises_id, p.policy, p.dated, p.stay, p.from_day, p.until_day, p.list, p.upload_id, u.bytes, u.media_type, i.kind,
       b.title_basis IS NULL AS title_missing
FROM petition AS p JOIN upload AS u ON u.id = p.upload_id JOIN institution AS i ON i.id = p.institution_id JOIN premises AS b ON b.id = p.premises_id
WHERE p.id = $1 AND p.state = 'checking'
