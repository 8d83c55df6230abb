-- The register. Written only here, with the owner's rights: an act may end registrations at premises that its caller
-- may not see.

CREATE OR REPLACE FUNCTION person_lock(the_petition bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    locked integer;
BEGIN
    PERFORM require_party(the_petition);
    INSERT INTO person (iin)
    SELECT DISTINCT iin FROM petition_row WHERE petition_id = the_petition AND iin IS NOT NULL ORDER BY iin
    ON CONFLICT DO NOTHING;

    SELECT count(*) INTO locked FROM (
        SELECT p.iin FROM person AS p
        WHERE p.iin IN (SELECT r.iin FROM petition_row AS r WHERE r.petition_id = the_petition)
        ORDER BY p.iin FOR NO KEY UPDATE) AS persons;
    RETURN locked;
END
$$;
COMMENT ON FUNCTION person_lock IS 'Locks the persons of a petition in the order of their IINs.';

CREATE OR REPLACE FUNCTION rows_numbered(the_petition bigint, numbers integer[]) RETURNS SETOF petition_row
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    -- one look into the index a number, whatever the statistics say: OFFSET 0 keeps the planner from turning the loop around
    SELECT r.* FROM unnest(numbers) AS asked (number)
    CROSS JOIN LATERAL (
        SELECT * FROM petition_row AS r WHERE r.petition_id = the_petition AND r.number = asked.number OFFSET 0) AS r
$$;
COMMENT ON FUNCTION rows_numbered IS 'Rows of a petition by their numbers.';

CREATE OR REPLACE FUNCTION register_conflicts(the_petition bigint, numbers integer[])
RETURNS TABLE (row_number integer, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
-- rows copied a moment ago are in no statistics: the joins go from the rows, in the order written, to what an index finds
SET join_collapse_limit = 1 SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET jit = off AS $$
    SELECT require_party(the_petition);
    WITH compared AS (
        SELECT r.number, r.action,
               -- a permanent stay may follow a temporary one at the same premises, not the other way round
               bool_or(g.premises_id = p.premises_id AND g.stay IN (r.stay, 'permanent')
                   AND daterange(g.from_day, g.until_day) && days_of(r.from_day, r.until_day, r.from_day, 'infinity')) AS already_here,
               bool_or(g.is_last AND g.stay = r.stay AND g.from_day >= r.from_day) AS later_exists,
               bool_or(g.premises_id = p.premises_id AND g.from_day < r.until_day
                   AND (g.until_day IS NULL OR g.until_day > r.until_day)) AS can_depart,
               bool_or(g.premises_id = p.premises_id AND g.is_last AND g.stay = 'temporary'
                   AND g.until_day >= p.dated AND g.until_day < r.until_day) AS can_extend
        FROM petition AS p
        CROSS JOIN rows_numbered(the_petition, numbers) AS r
        LEFT JOIN registration AS g ON g.iin = r.iin AND g.known_until IS NULL
        WHERE p.id = the_petition AND r.iin IS NOT NULL
        GROUP BY r.number, r.action
    )
    SELECT DISTINCT c.number, finding.code
    FROM compared AS c, LATERAL (VALUES
        ('register.already_here', c.action IN ('arrive', 'opening') AND c.already_here),
        ('register.later_exists', c.action IN ('arrive', 'opening') AND c.later_exists),
        ('register.not_here', c.action = 'depart' AND c.can_depart IS NOT TRUE),
        ('register.not_here', c.action = 'extend' AND c.can_extend IS NOT TRUE)) AS finding (code, is_found)
    WHERE finding.is_found
$$;
COMMENT ON FUNCTION register_conflicts IS 'Rows that the register as it stands does not allow, with the code that says why.';

CREATE OR REPLACE FUNCTION register_conflicts_told(the_petition bigint, numbers integer[])
RETURNS TABLE (row_number integer, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET join_collapse_limit = 1 SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET jit = off AS $$
    SELECT c.row_number, c.code
    FROM register_conflicts(the_petition, numbers) AS c
    WHERE c.code <> 'register.later_exists' OR EXISTS (
        SELECT FROM petition AS p
        CROSS JOIN rows_numbered(the_petition, ARRAY[c.row_number]) AS r
        JOIN registration AS g ON g.iin = r.iin AND g.known_until IS NULL
        WHERE p.id = the_petition AND g.institution_id = p.institution_id AND g.is_last AND g.stay = r.stay AND g.from_day >= r.from_day)
$$;
COMMENT ON FUNCTION register_conflicts_told IS
    'The conflicts that an institution may be told: of a registration elsewhere not even how its days lie to the row''s, or somebody '
    'could find out by trying since when a child lives where. The reviewer decides by all of them.';

CREATE OR REPLACE FUNCTION register_premises(the_petition bigint, numbers integer[]) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
-- rows copied a moment ago are in no statistics: the joins go from the rows, in the order written, to what an index finds
SET join_collapse_limit = 1 SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET jit = off AS $$
    SELECT require_party(the_petition);
    SELECT array_agg(premises_id ORDER BY premises_id) FROM (
        SELECT premises_id FROM petition WHERE id = the_petition
        UNION
        SELECT g.premises_id
        FROM rows_numbered(the_petition, numbers) AS r
        JOIN registration AS g ON g.iin = r.iin AND g.known_until IS NULL AND g.is_last) AS touched
$$;
COMMENT ON FUNCTION register_premises IS 'All premises whose days the approval of these rows can change.';

CREATE OR REPLACE FUNCTION require_act(the_decision bigint, the_petition bigint, numbers integer[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM petition AS p JOIN decision AS d ON d.petition_id = p.id
        WHERE p.id = the_petition AND d.id = the_decision AND d.taken_back_at IS NULL
          AND (d.confirmed_at IS NOT NULL OR NOT d.needs_second)
          AND p.state IN ('submitted', 'in_review', 'proposed')
          AND (p.authority_id = ANY (caller_authorities()) OR current_setting('role') <> 'tirkeu_web'))
        OR EXISTS (
            SELECT unnest(numbers)
            EXCEPT
            SELECT o.row_number FROM row_outcome AS o
            WHERE o.petition_id = the_petition AND o.decision_id = the_decision AND o.outcome = 'approved')
    THEN
        RAISE EXCEPTION 'no act of the caller''s' USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$;
COMMENT ON FUNCTION require_act IS
    'Refuses to write the register but for a decision that stands, by the petition''s own authority, over rows that it approved.';

CREATE OR REPLACE FUNCTION register_enter(
    the_decision bigint, the_petition bigint, numbers integer[], now timestamptz,
    OUT ended integer, OUT entered integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- rows copied a moment ago are in no statistics: the joins go from the rows, in the order written, to what an index finds
SET join_collapse_limit = 1 SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET jit = off AS $$
BEGIN
    PERFORM require_act(the_decision, the_petition, numbers);
    -- this act may have waited for one that is known since a moment after it began
    now := greatest(now, (
        SELECT max(g.known_from) + interval '1 microsecond'
        FROM rows_numbered(the_petition, numbers) AS r JOIN registration AS g ON g.iin = r.iin AND g.known_until IS NULL));

    -- departures and extensions of those who are here, and the former registrations that arrivals end
    WITH approved AS (
        SELECT r.number, r.iin, r.action, r.stay, r.from_day, r.until_day, p.premises_id
        FROM petition AS p
        CROSS JOIN rows_numbered(the_petition, numbers) AS r
        WHERE p.id = the_petition
    ), changing AS (
        SELECT g.id, g.version, a.number,
               CASE WHEN a.action IN ('arrive', 'opening') THEN a.from_day ELSE a.until_day END AS new_until,
               CASE WHEN a.action IN ('arrive', 'opening') THEN false ELSE g.is_last END AS new_is_last
        FROM approved AS a JOIN registration AS g ON g.iin = a.iin AND g.known_until IS NULL
        WHERE CASE a.action
              WHEN 'depart' THEN g.premises_id = a.premises_id AND g.from_day < a.until_day
                   AND (g.until_day IS NULL OR g.until_day > a.until_day)
              WHEN 'extend' THEN g.premises_id = a.premises_id AND g.is_last AND g.stay = 'temporary'
                   AND g.until_day < a.until_day
              ELSE g.is_last AND g.stay = a.stay AND (g.until_day IS NULL OR g.until_day > a.from_day) END
    ), closed AS (
        UPDATE registration AS g SET known_until = now, superseded_by = the_decision
        FROM changing AS c WHERE g.id = c.id AND g.version = c.version
        RETURNING g.id, g.version, g.institution_id, g.authority_id, g.premises_id, g.iin, g.surname, g.given_name,
            g.patronymic, g.birth_date, g.sex, g.stay, g.from_day, c.new_until, c.new_is_last, c.number
    )
    INSERT INTO registration (id, version, institution_id, authority_id, premises_id, iin, surname, given_name, patronymic,
        birth_date, sex, stay, from_day, until_day, is_last, petition_id, row_number, decision_id, known_from)
    SELECT id, version + 1, institution_id, authority_id, premises_id, iin, surname, given_name, patronymic,
        birth_date, sex, stay, from_day, new_until, new_is_last, the_petition, number, the_decision, now
    FROM closed;
    GET DIAGNOSTICS ended = ROW_COUNT;

    -- one that had ended already stays as it was; it is only no longer the last
    UPDATE registration AS g SET is_last = false
    FROM rows_numbered(the_petition, numbers) AS r
    WHERE r.action IN ('arrive', 'opening')
      AND g.iin = r.iin AND g.stay = r.stay AND g.known_until IS NULL AND g.is_last AND g.until_day <= r.from_day;

    INSERT INTO registration (id, version, institution_id, authority_id, premises_id, iin, surname, given_name, patronymic,
        birth_date, sex, stay, from_day, until_day, is_last, petition_id, row_number, decision_id, known_from)
    SELECT nextval('registration_id'), 1, r.institution_id, r.authority_id, p.premises_id, r.iin, coalesce(r.surname, ''),
        coalesce(r.given_name, ''), r.patronymic, r.birth_date, r.sex, r.stay, r.from_day, r.until_day, true,
        p.id, r.number, the_decision, now
    FROM petition AS p
    CROSS JOIN rows_numbered(the_petition, numbers) AS r
    WHERE p.id = the_petition AND r.action IN ('arrive', 'opening');
    GET DIAGNOSTICS entered = ROW_COUNT;
END
$$;
COMMENT ON FUNCTION register_enter IS 'Ends and extends what the approved rows end and extend, then enters their arrivals.';

CREATE OR REPLACE FUNCTION register_settle(
    the_decision bigint, the_petition bigint, the_account bigint, now timestamptz,
    OUT asked integer, OUT granted integer, OUT days_over date[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- rows copied a moment ago are in no statistics: the joins go from the rows, in the order written, to what an index finds
SET join_collapse_limit = 1 SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET jit = off AS $$
BEGIN
    PERFORM require_act(the_decision, the_petition, '{}');
    WITH touched AS (
        SELECT DISTINCT premises_id, iin FROM registration
        WHERE decision_id = the_decision OR superseded_by = the_decision
    ), covered AS (
        -- the days a person had and has here: the register as it was known just before this act, and just after
        SELECT t.premises_id, t.iin,
               coalesce(range_agg(days_of(g.from_day, g.until_day, h.first_day, h.horizon))
                   FILTER (WHERE g.decision_id <> the_decision), '{}') AS before,
               coalesce(range_agg(days_of(g.from_day, g.until_day, h.first_day, h.horizon))
                   FILTER (WHERE g.known_until IS NULL), '{}') AS after
        FROM touched AS t
        JOIN premises_head AS h USING (premises_id)
        JOIN registration AS g ON g.iin = t.iin AND g.premises_id = t.premises_id
            AND (g.known_until IS NULL OR g.superseded_by = the_decision)
        GROUP BY t.premises_id, t.iin
    ), span AS (
        SELECT premises_id, unnest(after - before) AS days, 0 AS held, 1 AS registered FROM covered
        UNION ALL
        SELECT premises_id, unnest(before - after), 0, -1 FROM covered
        UNION ALL
        SELECT premises_id, unnest(days), -1, 0 FROM hold WHERE petition_id = the_petition
    ), edge AS (
        SELECT premises_id, lower(days) AS day, held, registered FROM span
        UNION ALL
        SELECT premises_id, upper(days), -held, -registered FROM span
    ), step AS (
        SELECT premises_id, day, sum(held) AS held, sum(registered) AS registered FROM edge GROUP BY premises_id, day
    ), running AS (
        SELECT premises_id, day, lead(day) OVER w AS next_day,
               (sum(held) OVER w)::integer AS held, (sum(registered) OVER w)::integer AS registered
        FROM step WINDOW w AS (PARTITION BY premises_id ORDER BY day)
    ), load AS (
        SELECT coalesce(array_agg(premises_id), '{}') AS premises, coalesce(array_agg(daterange(day, next_day)), '{}') AS days,
               coalesce(array_agg(held), '{}') AS held, coalesce(array_agg(registered), '{}') AS registered
        FROM running WHERE held <> 0 OR registered <> 0
    )
    SELECT applied.* INTO asked, granted, days_over
    FROM load, occupancy_apply('decided', the_petition, the_account, now, load.premises, load.days, load.held, load.registered) AS applied;

    DELETE FROM hold WHERE petition_id = the_petition;
END
$$;
COMMENT ON FUNCTION register_settle IS
    'Brings the days of all premises that an act touched in line with the register, and gives back what its petition held.';

CREATE OR REPLACE FUNCTION person_elsewhere(the_petition bigint, numbers integer[])
RETURNS TABLE (row_number integer, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
-- rows copied a moment ago are in no statistics: the joins go from the rows, in the order written, to what an index finds
SET join_collapse_limit = 1 SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET jit = off AS $$
    SELECT require_party(the_petition);
    SELECT r.number, 'register.elsewhere'
    FROM petition AS p
    CROSS JOIN rows_numbered(the_petition, numbers) AS r
    JOIN registration AS g ON g.iin = r.iin AND g.stay = r.stay AND g.known_until IS NULL AND g.is_last
    WHERE p.id = the_petition AND r.action = 'arrive'
      -- whether it has ended is asked of the petition's date: asked of the row's, trying days would tell the day
      AND g.premises_id <> p.premises_id AND (g.until_day IS NULL OR g.until_day > p.dated)
    UNION ALL
    SELECT r.number, CASE WHEN h.premises_id = p.premises_id THEN 'petition.open_here' ELSE 'petition.open_elsewhere' END
    FROM petition AS p
    CROSS JOIN rows_numbered(the_petition, numbers) AS r
    JOIN hold AS h ON h.iin = r.iin AND h.petition_id <> p.id
    WHERE p.id = the_petition
$$;
COMMENT ON FUNCTION person_elsewhere IS 'Rows whose person is registered elsewhere or in another open petition; never where.';
