-- What a file says, to know it again when it comes a second time: mended, saved otherwise, or in another order.

ALTER TABLE petition
    ADD COLUMN header_row integer CHECK (header_row > 0),
    ADD COLUMN marks_place integer CHECK (marks_place >= 0),
    ADD COLUMN content bigint,
    ADD COLUMN rows_same integer,
    ADD COLUMN rows_changed integer,
    ADD COLUMN rows_new integer,
    ADD COLUMN rows_gone integer,
    ADD CONSTRAINT petition_correction_counted CHECK (num_nulls(rows_same, rows_changed, rows_new, rows_gone) IN (0, 4));
COMMENT ON COLUMN petition.header_row IS 'The row of the file''s headers, as the clerk''s own program shows it; NULL for rows without a file.';
COMMENT ON COLUMN petition.marks_place IS 'Where the file has the column of an earlier marked copy, from 0; NULL where it has none.';
COMMENT ON COLUMN petition.content IS 'The rows'' contents in any order, as their file had them; repairs do not change it.';
COMMENT ON COLUMN petition.rows_same IS 'Of a file that corrects the draft before it: rows that are as they were there. So with changed, new and gone ones.';

ALTER TABLE petition_row
    ADD COLUMN content bigint,
    ADD COLUMN fingerprint bigint;
COMMENT ON COLUMN petition_row.content IS 'A hash of what was read, the same whatever program wrote the file; repairs do not change it.';
COMMENT ON COLUMN petition_row.fingerprint IS 'A hash of the cells as the file has them; a row that comes with the same cells again is not judged again.';
