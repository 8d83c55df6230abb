-- Opening premises and changing their places; only the operator's verbs call these.

CREATE OR REPLACE FUNCTION require_operator() RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
    IF current_setting('role') = 'tirkeu_web' AND caller_role() IS DISTINCT FROM 'operator' THEN
        RAISE EXCEPTION 'only the operator administers' USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$;
COMMENT ON FUNCTION require_operator IS 'Refuses the web what only an operator may do.';

CREATE OR REPLACE FUNCTION premises_open(the_premises bigint, the_first_day date, the_horizon date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    opened integer;
BEGIN
    PERFORM require_operator();
    INSERT INTO premises_head (premises_id, institution_id, authority_id, first_day, horizon)
    SELECT id, institution_id, authority_id, the_first_day, the_horizon FROM premises WHERE id = the_premises;

    INSERT INTO premises_day (premises_id, day, institution_id, authority_id, places, ceiling)
    SELECT p.id, the_first_day + n, p.institution_id, p.authority_id, p.licensed_places, p.licensed_places
    FROM premises AS p, generate_series(0, the_horizon - the_first_day - 1) AS n
    WHERE p.id = the_premises;
    GET DIAGNOSTICS opened = ROW_COUNT;
    RETURN opened;
END
$$;
COMMENT ON FUNCTION premises_open IS 'Makes the head and the days of new premises.';

CREATE OR REPLACE FUNCTION premises_set_places(
    the_premises bigint, new_places integer, since date, the_account bigint, now timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    changed integer;
BEGIN
    PERFORM require_operator();
    -- fewer places than are used is allowed: the ceiling keeps what is used and nobody new is let in (design, §7)
    UPDATE premises_day AS d
    SET places = new_places, ceiling = greatest(new_places, d.held + d.registered)
    WHERE d.premises_id = the_premises AND d.day >= since;
    GET DIAGNOSTICS changed = ROW_COUNT;

    INSERT INTO occupancy_entry (premises_id, institution_id, authority_id, cause, account_id, at, days, held, registered)
    SELECT h.premises_id, h.institution_id, h.authority_id, 'places', the_account, now,
           ARRAY[daterange(since, h.horizon)], ARRAY[0], ARRAY[0]
    FROM premises_head AS h WHERE h.premises_id = the_premises AND since < h.horizon;
    RETURN changed;
END
$$;
COMMENT ON FUNCTION premises_set_places IS 'Sets the places of all days from one on; the caller holds the head lock.';

CREATE OR REPLACE FUNCTION premises_extend(the_premises bigint, new_horizon date, now timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    old_horizon date;
    added integer;
BEGIN
    SELECT horizon INTO old_horizon FROM premises_head WHERE premises_id = the_premises;
    IF old_horizon IS NULL OR old_horizon >= new_horizon THEN
        RETURN 0;
    END IF;

    -- stays that go on past the old end hold their places on the new days too, but where their person is registered
    UPDATE hold AS t
    SET days = t.days + (days_of(r.from_day, r.until_day, old_horizon, new_horizon) - coalesce((
        SELECT range_agg(daterange(g.from_day, g.until_day)) FROM registration AS g
        WHERE g.premises_id = t.premises_id AND g.iin = t.iin AND g.known_until IS NULL), '{}'))
    FROM petition_row AS r
    WHERE t.premises_id = the_premises AND r.petition_id = t.petition_id AND r.number = t.row_number
      AND r.action <> 'depart' AND (r.until_day IS NULL OR r.until_day > old_horizon);

    UPDATE premises_head SET horizon = new_horizon WHERE premises_id = the_premises;

    WITH taken AS (
        SELECT unnest(range_agg(days_of(g.from_day, g.until_day, old_horizon, new_horizon))) AS days, 0 AS held, 1 AS registered
        FROM registration AS g
        WHERE g.premises_id = the_premises AND g.known_until IS NULL AND (g.until_day IS NULL OR g.until_day > old_horizon)
        GROUP BY g.iin
        UNION ALL
        SELECT unnest(t.days * datemultirange(daterange(old_horizon, new_horizon))), 1, 0
        FROM hold AS t WHERE t.premises_id = the_premises
    ), edge AS (
        SELECT old_horizon AS day, 0 AS held, 0 AS registered
        UNION ALL
        SELECT lower(days), held, registered FROM taken
        UNION ALL
        SELECT upper(days), -held, -registered FROM taken
    ), running AS (
        SELECT day, coalesce(lead(day) OVER w, new_horizon) AS next_day,
               (sum(sum(held)) OVER w)::integer AS held, (sum(sum(registered)) OVER w)::integer AS registered
        FROM edge WHERE day < new_horizon GROUP BY day WINDOW w AS (ORDER BY day)
    ), told AS (
        INSERT INTO occupancy_entry (premises_id, institution_id, authority_id, cause, at, days, held, registered)
        SELECT h.premises_id, h.institution_id, h.authority_id, 'horizon', now, array_agg(daterange(day, next_day) ORDER BY day),
               array_agg(held ORDER BY day), array_agg(registered ORDER BY day)
        FROM premises_head AS h, running AS r
        WHERE h.premises_id = the_premises
        GROUP BY h.premises_id, h.institution_id, h.authority_id
    )
    INSERT INTO premises_day (premises_id, day, institution_id, authority_id, places, ceiling, held, registered)
    SELECT last.premises_id, r.day + n, last.institution_id, last.authority_id, last.places,
           greatest(last.places, r.held + r.registered), r.held, r.registered
    FROM premises_day AS last, running AS r, generate_series(0, r.next_day - r.day - 1) AS n
    WHERE last.premises_id = the_premises AND last.day = old_horizon - 1;
    GET DIAGNOSTICS added = ROW_COUNT;
    RETURN added;
END
$$;
COMMENT ON FUNCTION premises_extend IS
    'Adds days up to a new horizon with everybody counted whose stay or hold goes on into them; the caller holds the head lock.';
