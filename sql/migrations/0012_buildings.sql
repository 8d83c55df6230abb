-- One file may hold the rows of several buildings, and may list everybody instead of those for whom something changes.

ALTER TABLE petition
    ADD COLUMN group_id bigint REFERENCES petition,
    ADD COLUMN list text NOT NULL DEFAULT 'changes' CHECK (list IN ('changes', 'roster')),
    ADD COLUMN roster jsonb,
    ADD CONSTRAINT petition_roster_rows CHECK ((roster->>'listed')::integer
        = (roster->>'arriving')::integer + (roster->>'extending')::integer + (roster->>'asked')::integer
        + (roster->>'unread')::integer + (roster->>'unchanged')::integer + (roster->>'differing')::integer
        + (roster->>'elsewhere')::integer),
    ADD CONSTRAINT petition_roster_persons CHECK ((roster->>'registered')::integer
        = (roster->>'found')::integer + (roster->>'unsure')::integer + (roster->>'leaving')::integer);
COMMENT ON COLUMN petition.group_id IS 'The first of the petitions, one a building, that one file was split into; NULL when it was not split.';
COMMENT ON COLUMN petition.list IS 'Whether the file lists those for whom something changes, or everybody who lives here.';
COMMENT ON COLUMN petition.roster IS 'What comparing a list of everybody with the register came to when it was checked.';
CREATE INDEX petition_of_group ON petition (group_id) WHERE group_id IS NOT NULL;
