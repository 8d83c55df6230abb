-- Of two who work on the same request, one taken for lost, the second waits for the first and then sees what it did.
SELECT pg_advisory_xact_lock(hashtextextended('request ' || $2::text, $1::bigint))
