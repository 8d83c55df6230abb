-- Places of days. These functions run with the owner's rights because no other role may write the days; the verbs in
-- Store call them after they locked the heads, each in a statement of its own (a lock and a count in one statement
-- would count what was there before the wait).

CREATE OR REPLACE FUNCTION require_party(the_petition bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF current_setting('role') = 'tirkeu_web' AND NOT EXISTS (
        SELECT FROM petition AS p WHERE p.id = the_petition
          AND (p.institution_id = caller_institution() OR p.authority_id = ANY (caller_authorities())))
    THEN
        RAISE EXCEPTION 'not a petition of the caller''s' USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$;
COMMENT ON FUNCTION require_party IS
    'Refuses the web whatever is asked of a petition that is neither the caller''s institution''s nor their authority''s: functions '
    'with the owner''s rights see past row-level security.';

CREATE OR REPLACE FUNCTION require_reader(the_petition bigint) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
    IF caller_role() IS DISTINCT FROM 'auditor' THEN
        PERFORM require_party(the_petition);
    END IF;
END
$$;
COMMENT ON FUNCTION require_reader IS 'Refuses the web to read of petitions that are not the caller''s; an auditor reads all.';

CREATE OR REPLACE FUNCTION require_draft(the_petition bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF current_setting('role') = 'tirkeu_web' AND NOT EXISTS (
        SELECT FROM petition AS p
        WHERE p.id = the_petition AND p.institution_id = caller_institution() AND p.state IN ('checking', 'draft'))
    THEN
        RAISE EXCEPTION 'not a draft of the caller''s' USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$;
COMMENT ON FUNCTION require_draft IS
    'Refuses the web what only an institution does with its own draft: a petition never changes after it is submitted.';

CREATE OR REPLACE FUNCTION days_of(from_day date, until_day date, first_day date, horizon date) RETURNS datemultirange
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT datemultirange(daterange(
        greatest(from_day, first_day),
        greatest(from_day, first_day, least(coalesce(until_day, horizon), horizon))))
$$;
COMMENT ON FUNCTION days_of IS 'The days of a stay that have a row: an open end counts to the horizon.';

CREATE OR REPLACE FUNCTION premises_lock(the_premises bigint[]) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*)::integer FROM (
        SELECT premises_id FROM premises_head WHERE premises_id = ANY (the_premises)
        ORDER BY premises_id FOR NO KEY UPDATE) AS locked
$$;
COMMENT ON FUNCTION premises_lock IS 'Locks the heads by id, so that two verbs never wait for each other in a circle.';

CREATE OR REPLACE FUNCTION occupancy_apply(
    the_cause text, the_petition bigint, the_account bigint, now timestamptz,
    load_premises bigint[], load_days daterange[], load_held integer[], load_registered integer[],
    OUT asked integer, OUT granted integer, OUT days_over date[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- each day is found by its key, whatever its caller set: a hash of all days of all premises would grow with the country
SET enable_nestloop = on SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
DECLARE
    changed date[];
BEGIN
    SELECT coalesce(sum(upper(d) - lower(d)), 0) INTO asked FROM unnest(load_days) AS d;

    WITH load AS (
        SELECT l.premises_id, lower(l.days) + n AS day, l.held, l.registered
        FROM unnest(load_premises, load_days, load_held, load_registered) AS l (premises_id, days, held, registered),
             generate_series(0, upper(l.days) - lower(l.days) - 1) AS n
    ), updated AS (
        UPDATE premises_day AS d
        SET held = d.held + l.held, registered = d.registered + l.registered,
            ceiling = greatest(d.places, least(d.ceiling, d.held + d.registered + l.held + l.registered))
        FROM load AS l
        WHERE d.premises_id = l.premises_id AND d.day = l.day
          AND (l.held + l.registered <= 0 OR d.held + d.registered + l.held + l.registered <= d.places)
        RETURNING d.day
    )
    SELECT count(*), array_agg(day) INTO granted, changed FROM updated;

    IF granted <> asked THEN
        SELECT coalesce(array_agg(DISTINCT d.day ORDER BY d.day), '{}') INTO days_over
        FROM unnest(load_premises, load_days, load_held, load_registered) AS l (premises_id, days, held, registered)
        JOIN premises_day AS d ON d.premises_id = l.premises_id AND d.day >= lower(l.days) AND d.day < upper(l.days)
        WHERE l.held + l.registered > 0 AND d.day <> ALL (coalesce(changed, '{}'));
        RETURN;
    END IF;
    days_over := '{}';

    INSERT INTO occupancy_entry (premises_id, institution_id, authority_id, cause, petition_id, account_id, at, days, held, registered)
    SELECT h.premises_id, h.institution_id, h.authority_id, the_cause, the_petition, the_account, now,
           array_agg(l.days ORDER BY l.days), array_agg(l.held ORDER BY l.days), array_agg(l.registered ORDER BY l.days)
    FROM unnest(load_premises, load_days, load_held, load_registered) AS l (premises_id, days, held, registered)
    JOIN premises_head AS h USING (premises_id)
    GROUP BY h.premises_id, h.institution_id, h.authority_id;
END
$$;
COMMENT ON FUNCTION occupancy_apply IS
    'Adds differences to days and writes the journal. The caller compares granted with asked and gives up on a difference: '
    'a day that is full, or has no row, is simply not updated.';

CREATE OR REPLACE FUNCTION hold_take(
    the_petition bigint, numbers integer[], the_account bigint, now timestamptz,
    OUT asked integer, OUT granted integer, OUT days_over date[])
-- rows copied a moment ago are in no statistics, and a nested loop over an aggregate would never end; what is left of such
-- loops then looks so dear that a second would go into compiling it
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET enable_nestloop = off SET enable_seqscan = off SET jit = off AS $$
BEGIN
    PERFORM require_draft(the_petition);
    WITH resident AS MATERIALIZED (
        -- by themselves, or the order that the grouping wants would have every registration of the country looked at
        SELECT g.iin, g.from_day, g.until_day
        FROM registration AS g
        WHERE g.premises_id = (SELECT premises_id FROM petition WHERE id = the_petition) AND g.known_until IS NULL
    ), here AS (
        SELECT iin, range_agg(daterange(from_day, until_day)) AS days FROM resident GROUP BY iin
    )
    INSERT INTO hold (petition_id, row_number, institution_id, authority_id, premises_id, iin, days)
    SELECT r.petition_id, r.number, r.institution_id, r.authority_id, h.premises_id, r.iin,
           CASE WHEN r.action = 'depart' THEN '{}'::datemultirange
                ELSE days_of(coalesce(r.from_day, p.dated), r.until_day, h.first_day, h.horizon) - coalesce(here.days, '{}'::datemultirange) END
    FROM petition AS p
    JOIN premises_head AS h USING (premises_id)
    JOIN petition_row AS r ON r.petition_id = p.id
    LEFT JOIN here ON here.iin = r.iin
    WHERE p.id = the_petition AND (numbers IS NULL OR r.number = ANY (numbers));

    -- a stay on days that have no row would be counted on none of them
    IF EXISTS (
        SELECT FROM petition AS p JOIN premises_head AS h USING (premises_id) JOIN petition_row AS r ON r.petition_id = p.id
        WHERE p.id = the_petition AND (numbers IS NULL OR r.number = ANY (numbers)) AND r.action <> 'depart'
          AND (r.until_day > h.horizon OR coalesce(r.from_day, p.dated) >= h.horizon))
    THEN
        asked := 1;
        granted := 0;
        days_over := '{}';
        RETURN;
    END IF;

    SELECT applied.* INTO asked, granted, days_over
    FROM (
        SELECT coalesce(array_agg(premises_id), '{}') AS premises, coalesce(array_agg(daterange(day, next_day)), '{}') AS days,
               coalesce(array_agg(n), '{}') AS held, coalesce(array_agg(0), '{}') AS registered
        FROM (
            SELECT premises_id, day, lead(day) OVER w AS next_day, (sum(step) OVER w)::integer AS n
            FROM (
                SELECT premises_id, day, sum(step) AS step
                FROM (
                    SELECT t.premises_id, lower(d) AS day, 1 AS step FROM hold AS t, unnest(t.days) AS d WHERE t.petition_id = the_petition
                    UNION ALL
                    SELECT t.premises_id, upper(d), -1 FROM hold AS t, unnest(t.days) AS d WHERE t.petition_id = the_petition) AS edge
                GROUP BY premises_id, day) AS step
            WINDOW w AS (PARTITION BY premises_id ORDER BY day)) AS running
        WHERE n <> 0) AS load,
        occupancy_apply('submitted', the_petition, the_account, now, load.premises, load.days, load.held, load.registered) AS applied;
END
$$;
COMMENT ON FUNCTION hold_take IS
    'Holds places for rows of a petition (all when numbers is NULL): a row asks for the days on which its person has no place here yet.';

CREATE OR REPLACE FUNCTION hold_release(
    the_petition bigint, the_cause text, the_account bigint, now timestamptz,
    OUT asked integer, OUT granted integer, OUT days_over date[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM require_party(the_petition);
    SELECT applied.* INTO asked, granted, days_over
    FROM (
        SELECT coalesce(array_agg(premises_id), '{}') AS premises, coalesce(array_agg(daterange(day, next_day)), '{}') AS days,
               coalesce(array_agg(n), '{}') AS held, coalesce(array_agg(0), '{}') AS registered
        FROM (
            SELECT premises_id, day, lead(day) OVER w AS next_day, (sum(step) OVER w)::integer AS n
            FROM (
                SELECT premises_id, day, sum(step) AS step
                FROM (
                    SELECT t.premises_id, lower(d) AS day, -1 AS step FROM hold AS t, unnest(t.days) AS d WHERE t.petition_id = the_petition
                    UNION ALL
                    SELECT t.premises_id, upper(d), 1 FROM hold AS t, unnest(t.days) AS d WHERE t.petition_id = the_petition) AS edge
                GROUP BY premises_id, day) AS step
            WINDOW w AS (PARTITION BY premises_id ORDER BY day)) AS running
        WHERE n <> 0) AS load,
        occupancy_apply(the_cause, the_petition, the_account, now, load.premises, load.days, load.held, load.registered) AS applied;

    DELETE FROM hold WHERE petition_id = the_petition;
END
$$;
COMMENT ON FUNCTION hold_release IS 'Gives back all places a petition holds.';
