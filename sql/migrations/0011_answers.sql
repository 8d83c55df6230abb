-- What a repeated request and a try to sign in leave behind.

-- A repeated request gets the first answer whole, its ETag included.
ALTER TABLE idempotency_key ADD COLUMN tag text;
COMMENT ON COLUMN idempotency_key.tag IS 'The ETag of the answer.';
COMMENT ON COLUMN idempotency_key.created_at IS 'When the request came; without an answer it has lost the key two minutes later.';

COMMENT ON TABLE sign_in_failure IS
    'Tries to sign in of the last minutes that failed or are not judged yet, to slow down guessing.';
COMMENT ON COLUMN sign_in_failure.login_hash IS
    'SHA-256 of the login and the client''s address: people type passwords into the login, and a stranger must not keep its owner out.';

-- An upload is abandoned when nothing came for a while, however long ago it began.
ALTER TABLE upload ADD COLUMN seen_at timestamptz;
UPDATE upload SET seen_at = created_at;
ALTER TABLE upload ALTER COLUMN seen_at SET NOT NULL;
COMMENT ON COLUMN upload.seen_at IS 'When its last chunk came.';
