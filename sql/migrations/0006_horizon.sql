-- Days are added at the end as time goes on: the journal tells who was counted on them.
ALTER TABLE occupancy_entry DROP CONSTRAINT occupancy_entry_cause_check;
ALTER TABLE occupancy_entry ADD CONSTRAINT occupancy_entry_cause_check
    CHECK (cause IN ('submitted', 'decided', 'withdrawn', 'expired', 'places', 'horizon'));
