-- What a program must find that starts, or a request that comes again, after another one has been at work.

CREATE TABLE function_set (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    checksum text NOT NULL UNIQUE,
    made_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE function_set IS
    'The sets of functions that this database has had, the last one in force: a program that brings an earlier one is too old for it.';
GRANT SELECT ON function_set TO tirkeu_web, tirkeu_worker;

ALTER TABLE idempotency_key ADD COLUMN acts jsonb NOT NULL DEFAULT '{}';
COMMENT ON COLUMN idempotency_key.acts IS
    'What was done under the key, by the name of the act, kept in the transaction that did it: the answer may be lost, the act is not done twice.';
