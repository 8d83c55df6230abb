SELECT id, outcomes, decided_by FROM decision
WHERE petition_id = $1 AND needs_second AND confirmed_at IS NULL AND taken_back_at IS NULL FOR UPDATE
