-- The roles of Tirkeu. They live in the cluster, not in a database, so making them twice must be harmless.
-- Nobody signs in as one of them: a login that is their member takes one up when it connects.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['tirkeu_owner', 'tirkeu_web', 'tirkeu_worker', 'tirkeu_auditor'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        EXCEPTION
            -- unique_violation: another start made it in the same instant
            WHEN duplicate_object OR unique_violation THEN NULL;
        END;
    END LOOP;
    IF NOT (SELECT rolbypassrls FROM pg_roles WHERE rolname = 'tirkeu_worker') THEN
        -- COPY FROM is refused under row-level security, and only the worker copies
        ALTER ROLE tirkeu_worker BYPASSRLS;
    END IF;
END
$$;
