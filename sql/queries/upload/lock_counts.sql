-- Of an institution's uploads and petitions one is counted after the other.
SELECT pg_advisory_xact_lock(hashtextextended('institution', $1))
