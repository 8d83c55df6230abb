-- Rows are compared with those of the same file's other buildings by every check, and a corrected draft has given its place away before
-- its successor is compared with other petitions: what was asked for beforehand is asked no more.

DROP FUNCTION IF EXISTS check_twins(bigint, integer[]);
DROP FUNCTION IF EXISTS check_content(bigint, bigint);
