-- Opening premises and changing their places; only the operator's verbs call these.

CREATE OR REPLACE FUNCTION premises_open(the_premises bigint, the_first_day date, the_horizon date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    opened integer;
BEGIN
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
