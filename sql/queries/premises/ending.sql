-- Premises whose days end before the day on which they should.
SELECT premises_id FROM premises_head WHERE horizon < $1 ORDER BY premises_id
