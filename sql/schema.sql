-- Today's schema, to read: a test writes it from the migrations (TIRKEU_WRITE_SCHEMA=1) and compares it with them.

CREATE FUNCTION public.attachments_copy(the_petition bigint, former bigint, heres integer[], theres integer[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    INSERT INTO attachment (petition_id, institution_id, authority_id, row_number, iin, kind, upload_id, name, attached_by, attached_at)
    SELECT p.id, p.institution_id, p.authority_id, pair.here, r.iin, a.kind, a.upload_id, a.name, a.attached_by, a.attached_at
    FROM petition AS p
    JOIN attachment AS a ON a.petition_id = former
    LEFT JOIN unnest(heres, theres) AS pair (here, there) ON pair.there = a.row_number
    LEFT JOIN petition_row AS r ON r.petition_id = p.id AND r.number = pair.here
    WHERE p.id = the_petition AND (a.row_number IS NULL OR pair.here IS NOT NULL)
    ORDER BY a.id
    ON CONFLICT DO NOTHING
$$;

COMMENT ON FUNCTION public.attachments_copy(the_petition bigint, former bigint, heres integer[], theres integer[]) IS 'Gives a petition the scans of another one: those of the whole, and those of rows that it has under these numbers. The bytes are not copied.';

CREATE FUNCTION public.attachments_follow(the_petition bigint, former bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    heres integer[];
    theres integer[];
BEGIN
    IF EXISTS (SELECT FROM attachment WHERE petition_id = former) THEN
        SELECT array_agg(here_number), array_agg(there_number) INTO heres, theres
        FROM petition_difference(the_petition, former) WHERE here_number IS NOT NULL AND there_number IS NOT NULL;
        PERFORM attachments_copy(the_petition, former, heres, theres);
    END IF;
    IF EXISTS (SELECT FROM attachment WHERE petition_id = the_petition AND row_number IS NOT NULL) THEN
        -- the same number may be another person now: a scan goes to where its person is, or to the petition as a whole
        INSERT INTO attachment (petition_id, institution_id, authority_id, row_number, iin, kind, upload_id, name, attached_by, attached_at)
        SELECT a.petition_id, a.institution_id, a.authority_id, there.number, CASE WHEN there.number IS NOT NULL THEN a.iin END, a.kind,
            a.upload_id, a.name, a.attached_by, a.attached_at
        FROM attachment AS a
        LEFT JOIN petition_row AS here ON here.petition_id = a.petition_id AND here.number = a.row_number
        CROSS JOIN LATERAL (
            SELECT min(r.number) AS number FROM petition_row AS r WHERE r.petition_id = a.petition_id AND r.iin = a.iin) AS there
        WHERE a.petition_id = the_petition AND a.row_number IS NOT NULL AND (here.number IS NULL OR here.iin IS DISTINCT FROM a.iin)
        ORDER BY a.id
        ON CONFLICT DO NOTHING;
        DELETE FROM attachment AS a
        WHERE a.petition_id = the_petition AND a.row_number IS NOT NULL AND NOT EXISTS (
            SELECT FROM petition_row AS r WHERE r.petition_id = a.petition_id AND r.number = a.row_number AND r.iin IS NOT DISTINCT FROM a.iin);
    END IF;
END
$$;

COMMENT ON FUNCTION public.attachments_follow(the_petition bigint, former bigint) IS 'After rows were read: scans of the draft that they correct come along, and scans of this one follow their persons.';

CREATE FUNCTION public.attachments_require(the_petition bigint, kinds text[], numbers integer[]) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET jit TO 'off'
    AS $$
DECLARE
    before integer[];
    missing integer[];
BEGIN
    PERFORM require_draft(the_petition);
    WITH gone AS (
        DELETE FROM petition_issue
        WHERE petition_id = the_petition AND code = 'attachment.required' AND (numbers IS NULL OR row_number = ANY (numbers))
        RETURNING row_number)
    SELECT coalesce(array_agg(DISTINCT row_number), '{}') INTO before FROM gone;

    WITH found AS (
        INSERT INTO petition_issue (petition_id, institution_id, authority_id, row_number, severity, code, arguments)
        SELECT the_petition, r.institution_id, r.authority_id, r.number, 'error', 'attachment.required',
            jsonb_build_object('kind', paper.kind)
        FROM petition_row AS r CROSS JOIN LATERAL (VALUES
            ('identity', r.document_number, false),
            -- one order or one receipt may be about all
            ('placement_basis', r.placement_basis, true),
            ('fee', coalesce(r.fee_receipt, r.fee_exemption), true),
            ('departure_leaf', r.departure_leaf, false),
            ('address_reference', r.address_reference, false),
            ('guardianship', r.legal_representative, false),
            ('military', r.military_document, false)) AS paper (kind, named, is_of_all)
        WHERE r.petition_id = the_petition AND (numbers IS NULL OR r.number = ANY (numbers)) AND r.action <> 'depart'
          AND paper.kind = ANY (kinds) AND paper.named IS NOT NULL
          AND NOT EXISTS (
              SELECT FROM attachment AS a WHERE a.petition_id = the_petition AND a.row_number = r.number AND a.kind = paper.kind)
          AND NOT (paper.is_of_all AND EXISTS (
              SELECT FROM attachment AS a WHERE a.petition_id = the_petition AND a.row_number IS NULL AND a.kind = paper.kind))
        ORDER BY r.number, paper.kind
        RETURNING row_number)
    SELECT coalesce(array_agg(DISTINCT row_number), '{}') INTO missing FROM found;

    UPDATE petition_row AS r SET state = worst.state
    FROM (
        SELECT n AS number, CASE WHEN bool_or(i.severity = 'error') THEN 'faulty' WHEN bool_or(i.severity = 'warning') THEN 'warned'
            ELSE 'sound' END AS state
        FROM unnest(before || missing) AS n
        LEFT JOIN petition_issue AS i ON i.petition_id = the_petition AND i.row_number = n
        GROUP BY n) AS worst
    WHERE r.petition_id = the_petition AND r.number = worst.number AND r.state <> worst.state;
    RETURN cardinality(missing);
END
$$;

COMMENT ON FUNCTION public.attachments_require(the_petition bigint, kinds text[], numbers integer[]) IS 'Says anew of rows, or of all, which papers they name without a scan, of those kinds that have to be scanned; and their states.';

CREATE FUNCTION public.audit_refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'the log is only added to' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE FUNCTION public.caller_authorities() RETURNS bigint[]
    LANGUAGE sql STABLE
    AS $$ SELECT coalesce(nullif(current_setting('tirkeu.authorities', true), '')::bigint[], '{}') $$;

COMMENT ON FUNCTION public.caller_authorities() IS 'The caller''s authority and those below it, set for the transaction.';

CREATE FUNCTION public.caller_institution() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$ SELECT nullif(current_setting('tirkeu.institution', true), '')::bigint $$;

CREATE FUNCTION public.caller_role() RETURNS text
    LANGUAGE sql STABLE
    AS $$ SELECT nullif(current_setting('tirkeu.role', true), '') $$;

CREATE FUNCTION public.check_content(the_petition bigint) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET jit TO 'off'
    AS $$
DECLARE
    this record;
    others bigint[];
    found_issue record;
BEGIN
    SELECT p.institution_id, p.authority_id, p.premises_id, p.content, p.rows - p.blank AS filled INTO STRICT this
    FROM petition AS p WHERE p.id = the_petition;
    -- lists of which one is less than half of the other have no half in common
    others := ARRAY(
        SELECT o.id FROM petition AS o
        WHERE o.premises_id = this.premises_id AND o.institution_id = this.institution_id AND o.id <> the_petition
          AND o.state IN ('draft', 'submitted', 'in_review', 'proposed')
          AND (o.rows - o.blank) BETWEEN (this.filled + 1) / 2 AND this.filled * 2
        ORDER BY o.id);
    IF this.content IS NULL OR cardinality(others) = 0 THEN
        RETURN 0;
    END IF;

    SELECT 'error' AS severity, 'petition.already_uploaded' AS code, jsonb_build_object('petition', o.id::text, 'number', o.number) AS arguments
    INTO found_issue FROM petition AS o
    WHERE o.id = ANY (others) AND o.content = this.content AND o.rows - o.blank = this.filled ORDER BY o.id LIMIT 1;
    IF NOT FOUND THEN
        SELECT 'note' AS severity, 'petition.similar' AS code,
            jsonb_build_object('petition', o.id::text, 'number', o.number, 'same', alike.n::text, 'of', this.filled::text) AS arguments
        INTO found_issue FROM (
            SELECT theirs.petition_id, count(*) AS n
            FROM petition_row AS ours JOIN petition_row AS theirs ON theirs.content = ours.content
            WHERE ours.petition_id = the_petition AND theirs.petition_id = ANY (others)
            GROUP BY theirs.petition_id) AS alike
        JOIN petition AS o ON o.id = alike.petition_id
        WHERE alike.n * 2 >= greatest(this.filled, o.rows - o.blank) ORDER BY alike.n DESC, o.id LIMIT 1;
    END IF;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    INSERT INTO petition_issue (petition_id, institution_id, authority_id, severity, code, arguments)
    VALUES (the_petition, this.institution_id, this.authority_id, found_issue.severity, found_issue.code, found_issue.arguments);
    UPDATE petition SET file_errors = file_errors + 1 WHERE id = the_petition AND found_issue.severity = 'error';
    RETURN 1;
END
$$;

COMMENT ON FUNCTION public.check_content(the_petition bigint) IS 'Finds an open petition of the same premises with the same rows, in any order and from any program, or with at least half of them.';

CREATE FUNCTION public.check_forecast(the_petition bigint) RETURNS TABLE(day date, places integer, held integer, registered integer, asked integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
    SELECT require_reader(the_petition);
    WITH resident AS MATERIALIZED (
        -- by themselves, or the order that the grouping wants would have every registration of the country looked at
        SELECT g.iin, g.from_day, g.until_day
        FROM registration AS g
        WHERE g.premises_id = (SELECT premises_id FROM petition WHERE id = the_petition) AND g.known_until IS NULL
    ), here AS (
        SELECT iin, range_agg(daterange(from_day, until_day)) AS days FROM resident GROUP BY iin
    ), asking AS (
        -- people come and leave in groups, and most of them are new here
        SELECT r.from_day, r.until_day, here.days AS has, count(*) AS n
        FROM petition_row AS r LEFT JOIN here ON here.iin = r.iin
        WHERE r.petition_id = the_petition AND r.state <> 'faulty' AND r.action <> 'depart'
        GROUP BY r.from_day, r.until_day, here.days
    ), wanted AS (
        SELECT days_of(coalesce(a.from_day, p.dated), a.until_day, h.first_day, h.horizon) - coalesce(a.has, '{}') AS days, a.n
        FROM petition AS p JOIN premises_head AS h USING (premises_id), asking AS a
        WHERE p.id = the_petition
    ), edge AS (
        SELECT lower(d) AS day, n AS step FROM wanted, unnest(days) AS d
        UNION ALL
        SELECT upper(d), -n FROM wanted, unnest(days) AS d
    ), running AS (
        SELECT day, lead(day) OVER (ORDER BY day) AS next_day, (sum(step) OVER (ORDER BY day))::integer AS n
        FROM (SELECT day, sum(step) AS step FROM edge GROUP BY day) AS step
    )
    SELECT d.day, d.places, d.held, d.registered, w.n
    FROM petition AS p
    CROSS JOIN running AS w
    CROSS JOIN LATERAL generate_series(0, w.next_day - w.day - 1) AS later
    JOIN premises_day AS d ON d.premises_id = p.premises_id AND d.day = w.day + later
    WHERE p.id = the_petition AND w.n > 0
    ORDER BY d.day
$$;

COMMENT ON FUNCTION public.check_forecast(the_petition bigint) IS 'The days on which a petition''s unblocked rows ask for places, with what is there already.';

CREATE FUNCTION public.check_register(the_petition bigint, numbers integer[]) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET join_collapse_limit TO '1'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
DECLARE
    found_issues integer;
BEGIN
    PERFORM require_party(the_petition);
    INSERT INTO petition_issue (petition_id, institution_id, authority_id, row_number, column_name, severity, code, arguments)
    SELECT p.id, p.institution_id, p.authority_id, finding.row_number, 'iin', finding.severity, finding.code, finding.arguments
    FROM petition AS p, (
        SELECT row_number, code, 'error' AS severity, '{}'::jsonb AS arguments FROM register_conflicts_told(the_petition, numbers)
        UNION ALL
        SELECT DISTINCT row_number, code, CASE code WHEN 'petition.open_here' THEN 'error' ELSE 'warning' END, '{}'::jsonb
        FROM person_elsewhere(the_petition, numbers)
        UNION ALL
        SELECT row_number, 'row.duplicate_iin', 'error', jsonb_build_object('rows', twin.rows)
        FROM rows_of_same_person(the_petition, numbers) AS twin) AS finding
    WHERE p.id = the_petition
    ORDER BY finding.row_number, finding.code;
    GET DIAGNOSTICS found_issues = ROW_COUNT;

    UPDATE petition_row AS r SET state = worst.state
    FROM unnest(numbers) AS asked (number)
    CROSS JOIN LATERAL (
        SELECT CASE WHEN bool_or(i.severity = 'error') THEN 'faulty' ELSE 'warned' END AS state
        FROM petition_issue AS i
        WHERE i.petition_id = the_petition AND i.row_number = asked.number AND i.severity <> 'note'
        HAVING count(*) > 0) AS worst
    CROSS JOIN LATERAL (
        SELECT t.ctid AS place FROM petition_row AS t
        WHERE t.petition_id = the_petition AND t.number = asked.number AND t.state <> worst.state OFFSET 0) AS target
    WHERE r.ctid = target.place;
    RETURN found_issues;
END
$$;

COMMENT ON FUNCTION public.check_register(the_petition bigint, numbers integer[]) IS 'Adds the issues of rows against each other, the register and open petitions, and their states. All rows of a person are among numbers.';

CREATE FUNCTION public.days_of(from_day date, until_day date, first_day date, horizon date) RETURNS datemultirange
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT datemultirange(daterange(
        greatest(from_day, first_day),
        greatest(from_day, first_day, least(coalesce(until_day, horizon), horizon))))
$$;

COMMENT ON FUNCTION public.days_of(from_day date, until_day date, first_day date, horizon date) IS 'The days of a stay that have a row: an open end counts to the horizon.';

CREATE FUNCTION public.decision_take_persons() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    NEW.submitter_hash := (
        SELECT a.person_hash FROM petition AS p JOIN account AS a ON a.id = p.submitted_by WHERE p.id = NEW.petition_id);
    NEW.decider_hash := (SELECT person_hash FROM account WHERE id = NEW.decided_by);
    NEW.confirmer_hash := (SELECT person_hash FROM account WHERE id = NEW.confirmed_by);
    IF TG_OP = 'UPDATE' AND (
        (NEW.id, NEW.petition_id, NEW.institution_id, NEW.authority_id, NEW.outcomes, NEW.decided_by, NEW.decided_at, NEW.needs_second)
        IS DISTINCT FROM
        (OLD.id, OLD.petition_id, OLD.institution_id, OLD.authority_id, OLD.outcomes, OLD.decided_by, OLD.decided_at, OLD.needs_second)
        OR OLD.confirmed_at IS NOT NULL OR OLD.taken_back_at IS NOT NULL)
    THEN
        RAISE EXCEPTION 'a decision stays as it was written' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION public.hold_release(the_petition bigint, the_cause text, the_account bigint, now timestamp with time zone, OUT asked integer, OUT granted integer, OUT days_over date[]) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

COMMENT ON FUNCTION public.hold_release(the_petition bigint, the_cause text, the_account bigint, now timestamp with time zone, OUT asked integer, OUT granted integer, OUT days_over date[]) IS 'Gives back all places a petition holds.';

CREATE FUNCTION public.hold_take(the_petition bigint, numbers integer[], the_account bigint, now timestamp with time zone, OUT asked integer, OUT granted integer, OUT days_over date[]) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
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

COMMENT ON FUNCTION public.hold_take(the_petition bigint, numbers integer[], the_account bigint, now timestamp with time zone, OUT asked integer, OUT granted integer, OUT days_over date[]) IS 'Holds places for rows of a petition (all when numbers is NULL): a row asks for the days on which its person has no place here yet.';

CREATE FUNCTION public.is_found_by_comparing(code text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT code IN ('row.duplicate_iin', 'register.already_here', 'register.later_exists', 'register.not_here', 'register.elsewhere',
        'petition.open_here', 'petition.open_elsewhere')
$$;

COMMENT ON FUNCTION public.is_found_by_comparing(code text) IS 'Whether check_register finds an issue of this code.';

CREATE FUNCTION public.occupancy_apply(the_cause text, the_petition bigint, the_account bigint, now timestamp with time zone, load_premises bigint[], load_days daterange[], load_held integer[], load_registered integer[], OUT asked integer, OUT granted integer, OUT days_over date[]) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_nestloop TO 'on'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
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

COMMENT ON FUNCTION public.occupancy_apply(the_cause text, the_petition bigint, the_account bigint, now timestamp with time zone, load_premises bigint[], load_days daterange[], load_held integer[], load_registered integer[], OUT asked integer, OUT granted integer, OUT days_over date[]) IS 'Adds differences to days and writes the journal. The caller compares granted with asked and gives up on a difference: a day that is full, or has no row, is simply not updated.';

CREATE FUNCTION public.person_elsewhere(the_petition bigint, numbers integer[]) RETURNS TABLE(row_number integer, code text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET join_collapse_limit TO '1'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
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

COMMENT ON FUNCTION public.person_elsewhere(the_petition bigint, numbers integer[]) IS 'Rows whose person is registered elsewhere or in another open petition; never where.';

CREATE FUNCTION public.person_lock(the_petition bigint) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

COMMENT ON FUNCTION public.person_lock(the_petition bigint) IS 'Locks the persons of a petition in the order of their IINs.';

CREATE FUNCTION public.persons_known(asked bigint[]) RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET jit TO 'off'
    AS $$
    SELECT iin FROM person WHERE iin = ANY (asked)
$$;

COMMENT ON FUNCTION public.persons_known(asked bigint[]) IS 'Those of some persons who were ever in a submitted petition, as all are whom the register or an open petition may say something of.';

CREATE FUNCTION public.petition_carry(the_petition bigint, former bigint, numbers integer[], formers integer[]) RETURNS integer[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET jit TO 'off'
    AS $$
DECLARE
    drafts bigint[];
    carried integer;
    known bigint[];
BEGIN
    -- a file of several buildings is one draft a building, and all of them together are what it corrects
    drafts := ARRAY(
        SELECT id FROM petition WHERE id = ANY (ARRAY(SELECT petition_carry.former UNION ALL SELECT siblings_of(petition_carry.former)))
            AND state = 'draft' ORDER BY id FOR NO KEY UPDATE);
    INSERT INTO petition_row (petition_id, number, institution_id, authority_id, state, action, iin, surname, given_name, patronymic, birth_date, sex, citizenship, document_type, document_number,
        document_issued_on, document_issuer, document_sample, stay, from_day, until_day, previous_address, departure_leaf,
        address_reference, registered_with_parents, legal_representative, placement_basis, military_document, military_mark_on,
        fee_receipt, fee_exemption, departure_reason, departed_to, building, room, note, written, verbatim, other, content, fingerprint)
    SELECT the_petition, m.number, p.institution_id, p.authority_id, r.state, r.action, r.iin, r.surname, r.given_name, r.patronymic, r.birth_date, r.sex, r.citizenship, r.document_type, r.document_number,
        r.document_issued_on, r.document_issuer, r.document_sample, r.stay, r.from_day, r.until_day, r.previous_address, r.departure_leaf,
        r.address_reference, r.registered_with_parents, r.legal_representative, r.placement_basis, r.military_document, r.military_mark_on,
        r.fee_receipt, r.fee_exemption, r.departure_reason, r.departed_to, r.building, r.room, r.note, r.written, r.verbatim, r.other, r.content, r.fingerprint
    FROM petition AS p, unnest(numbers, formers) AS m (number, former)
    JOIN petition_row AS r ON r.petition_id = ANY (drafts) AND r.number = m.former
    WHERE p.id = the_petition;
    GET DIAGNOSTICS carried = ROW_COUNT;
    -- a row was taken out of the draft since it was asked which rows it has
    IF carried <> cardinality(numbers) THEN
        RETURN NULL;
    END IF;

    -- what other rows and the register say is found anew
    INSERT INTO petition_issue (petition_id, institution_id, authority_id, row_number, column_name, severity, code, found, arguments)
    SELECT the_petition, i.institution_id, i.authority_id, m.number, i.column_name, i.severity, i.code, i.found, i.arguments
    FROM unnest(numbers, formers) AS m (number, former)
    JOIN petition_issue AS i ON i.petition_id = ANY (drafts) AND i.row_number = m.former
    WHERE NOT is_found_by_comparing(i.code) ORDER BY i.id;
    UPDATE petition_row AS r SET state = worst.state
    FROM (
        SELECT m.number, CASE WHEN bool_or(i.severity = 'error') FILTER (WHERE NOT is_found_by_comparing(i.code)) THEN 'faulty'
            WHEN bool_or(i.severity = 'warning') FILTER (WHERE NOT is_found_by_comparing(i.code)) THEN 'warned' ELSE 'sound' END AS state
        FROM unnest(numbers, formers) AS m (number, former)
        JOIN petition_issue AS i ON i.petition_id = ANY (drafts) AND i.row_number = m.former
        GROUP BY m.number HAVING bool_or(is_found_by_comparing(i.code))) AS worst
    WHERE r.petition_id = the_petition AND r.number = worst.number AND r.state <> worst.state;

    known := ARRAY(SELECT persons_known(ARRAY(
        SELECT iin FROM petition_row WHERE petition_id = the_petition AND iin IS NOT NULL ORDER BY iin)));
    RETURN ARRAY(
        SELECT number FROM (
            SELECT number, action, iin, count(*) OVER (PARTITION BY iin) AS twins
            FROM petition_row WHERE petition_id = the_petition) AS r
        WHERE action IN ('depart', 'extend') OR (iin IS NOT NULL AND (twins > 1 OR iin IN (SELECT unnest(known)))) ORDER BY number);
END
$$;

COMMENT ON FUNCTION public.petition_carry(the_petition bigint, former bigint, numbers integer[], formers integer[]) IS 'Takes rows of a former draft, and of its file''s other buildings, over with their repairs and issues, and gives the rows to compare; NULL when not all of them are there any more.';

CREATE FUNCTION public.petition_difference(here bigint, there bigint) RETURNS TABLE(here_number integer, there_number integer, columns text[])
    LANGUAGE sql STABLE
    SET enable_nestloop TO 'off'
    SET jit TO 'off'
    AS $$
    WITH ours AS (
        SELECT number, iin, likeness, row_number() OVER (PARTITION BY iin, likeness ORDER BY number) AS turn
        FROM petition_row, LATERAL (SELECT CASE WHEN iin IS NULL THEN coalesce(content, -number) END AS likeness) AS l
        WHERE petition_id = here
    ), theirs AS (
        SELECT number, iin, likeness, row_number() OVER (PARTITION BY iin, likeness ORDER BY number) AS turn
        FROM petition_row, LATERAL (SELECT CASE WHEN iin IS NULL THEN coalesce(content, -number) END AS likeness) AS l
        WHERE petition_id = there
    ), persons AS (
        SELECT o.number AS here_number, t.number AS there_number, o.iin AS here_iin, t.iin AS there_iin
        FROM ours AS o FULL JOIN theirs AS t
          ON coalesce(t.iin, -1) = coalesce(o.iin, -1) AND coalesce(t.likeness, 0) = coalesce(o.likeness, 0) AND t.turn = o.turn
    ), beside AS (
        -- a row whose person cannot be told, and that says what no other says, is the one in its place
        SELECT o.here_number, t.there_number FROM persons AS o JOIN persons AS t ON t.there_number = o.here_number
        WHERE o.there_number IS NULL AND t.here_number IS NULL AND (o.here_iin IS NULL OR t.there_iin IS NULL)
    ), pairs AS (
        SELECT p.here_number, p.there_number FROM persons AS p WHERE p.here_number IS NOT NULL AND p.there_number IS NOT NULL
        UNION ALL
        SELECT b.here_number, b.there_number FROM beside AS b
        UNION ALL
        SELECT p.here_number, p.there_number FROM persons AS p
        LEFT JOIN beside AS h ON h.here_number = p.here_number LEFT JOIN beside AS t ON t.there_number = p.there_number
        WHERE num_nulls(p.here_number, p.there_number) = 1 AND h.here_number IS NULL AND t.there_number IS NULL
    )
    SELECT pairs.here_number, pairs.there_number,
        CASE WHEN a.number IS NULL OR b.number IS NULL THEN '{}' ELSE array_remove(ARRAY[
            CASE WHEN coalesce(a.written->>'action', a.action) IS DISTINCT FROM coalesce(b.written->>'action', b.action) THEN 'action' END,
            CASE WHEN coalesce(a.iin::text, a.written->>'iin') IS DISTINCT FROM coalesce(b.iin::text, b.written->>'iin') THEN 'iin' END,
            CASE WHEN coalesce(a.surname, a.written->>'surname') IS DISTINCT FROM coalesce(b.surname, b.written->>'surname') THEN 'surname' END,
            CASE WHEN coalesce(a.given_name, a.written->>'given_name') IS DISTINCT FROM coalesce(b.given_name, b.written->>'given_name') THEN 'given_name' END,
            CASE WHEN coalesce(a.patronymic, a.written->>'patronymic') IS DISTINCT FROM coalesce(b.patronymic, b.written->>'patronymic') THEN 'patronymic' END,
            CASE WHEN coalesce(a.birth_date::text, a.written->>'birth_date') IS DISTINCT FROM coalesce(b.birth_date::text, b.written->>'birth_date') THEN 'birth_date' END,
            CASE WHEN coalesce(a.sex, a.written->>'sex') IS DISTINCT FROM coalesce(b.sex, b.written->>'sex') THEN 'sex' END,
            CASE WHEN coalesce(a.citizenship, a.written->>'citizenship') IS DISTINCT FROM coalesce(b.citizenship, b.written->>'citizenship') THEN 'citizenship' END,
            CASE WHEN coalesce(a.document_type, a.written->>'document_type') IS DISTINCT FROM coalesce(b.document_type, b.written->>'document_type') THEN 'document_type' END,
            CASE WHEN coalesce(a.document_number, a.written->>'document_number') IS DISTINCT FROM coalesce(b.document_number, b.written->>'document_number') THEN 'document_number' END,
            CASE WHEN coalesce(a.document_issued_on::text, a.written->>'document_issued_on') IS DISTINCT FROM coalesce(b.document_issued_on::text, b.written->>'document_issued_on') THEN 'document_issued_on' END,
            CASE WHEN coalesce(a.document_issuer, a.written->>'document_issuer') IS DISTINCT FROM coalesce(b.document_issuer, b.written->>'document_issuer') THEN 'document_issuer' END,
            CASE WHEN coalesce(a.document_sample, a.written->>'document_sample') IS DISTINCT FROM coalesce(b.document_sample, b.written->>'document_sample') THEN 'document_sample' END,
            CASE WHEN coalesce(a.stay, a.written->>'stay') IS DISTINCT FROM coalesce(b.stay, b.written->>'stay') THEN 'stay' END,
            CASE WHEN coalesce(a.from_day::text, a.written->>'from') IS DISTINCT FROM coalesce(b.from_day::text, b.written->>'from') THEN 'from' END,
            CASE WHEN coalesce(a.until_day::text, a.written->>'until') IS DISTINCT FROM coalesce(b.until_day::text, b.written->>'until') THEN 'until' END,
            CASE WHEN coalesce(a.previous_address, a.written->>'previous_address') IS DISTINCT FROM coalesce(b.previous_address, b.written->>'previous_address') THEN 'previous_address' END,
            CASE WHEN coalesce(a.departure_leaf, a.written->>'departure_leaf') IS DISTINCT FROM coalesce(b.departure_leaf, b.written->>'departure_leaf') THEN 'departure_leaf' END,
            CASE WHEN coalesce(a.address_reference, a.written->>'address_reference') IS DISTINCT FROM coalesce(b.address_reference, b.written->>'address_reference') THEN 'address_reference' END,
            CASE WHEN coalesce(a.registered_with_parents, a.written->>'registered_with_parents') IS DISTINCT FROM coalesce(b.registered_with_parents, b.written->>'registered_with_parents') THEN 'registered_with_parents' END,
            CASE WHEN coalesce(a.legal_representative, a.written->>'legal_representative') IS DISTINCT FROM coalesce(b.legal_representative, b.written->>'legal_representative') THEN 'legal_representative' END,
            CASE WHEN coalesce(a.placement_basis, a.written->>'placement_basis') IS DISTINCT FROM coalesce(b.placement_basis, b.written->>'placement_basis') THEN 'placement_basis' END,
            CASE WHEN coalesce(a.military_document, a.written->>'military_document') IS DISTINCT FROM coalesce(b.military_document, b.written->>'military_document') THEN 'military_document' END,
            CASE WHEN coalesce(a.military_mark_on::text, a.written->>'military_mark_on') IS DISTINCT FROM coalesce(b.military_mark_on::text, b.written->>'military_mark_on') THEN 'military_mark_on' END,
            CASE WHEN coalesce(a.fee_receipt, a.written->>'fee_receipt') IS DISTINCT FROM coalesce(b.fee_receipt, b.written->>'fee_receipt') THEN 'fee_receipt' END,
            CASE WHEN coalesce(a.fee_exemption, a.written->>'fee_exemption') IS DISTINCT FROM coalesce(b.fee_exemption, b.written->>'fee_exemption') THEN 'fee_exemption' END,
            CASE WHEN coalesce(a.departure_reason, a.written->>'departure_reason') IS DISTINCT FROM coalesce(b.departure_reason, b.written->>'departure_reason') THEN 'departure_reason' END,
            CASE WHEN coalesce(a.departed_to, a.written->>'departed_to') IS DISTINCT FROM coalesce(b.departed_to, b.written->>'departed_to') THEN 'departed_to' END,
            CASE WHEN coalesce(a.building, a.written->>'building') IS DISTINCT FROM coalesce(b.building, b.written->>'building') THEN 'building' END,
            CASE WHEN coalesce(a.room, a.written->>'room') IS DISTINCT FROM coalesce(b.room, b.written->>'room') THEN 'room' END,
            CASE WHEN coalesce(a.note, a.written->>'note') IS DISTINCT FROM coalesce(b.note, b.written->>'note') THEN 'note' END
        ], NULL) END
    FROM pairs
    LEFT JOIN petition_row AS a ON a.petition_id = here AND a.number = pairs.here_number
    LEFT JOIN petition_row AS b ON b.petition_id = there AND b.number = pairs.there_number
$$;

COMMENT ON FUNCTION public.petition_difference(here bigint, there bigint) IS 'The rows of two petitions, those of one person beside each other, and the columns in which they differ; a row that has no other stands alone.';

CREATE FUNCTION public.petition_make_child(the_petition bigint, numbers integer[], now timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    child bigint;
BEGIN
    PERFORM require_party(the_petition);
    INSERT INTO petition (institution_id, authority_id, premises_id, parent_id, number, dated, stay, from_day, until_day, state,
        policy, policy_id, layout, created_by, created_at, checked_at)
    SELECT institution_id, authority_id, premises_id, id, number, dated, stay, from_day, until_day, 'draft', policy, policy_id, layout,
        created_by, now, now
    FROM petition WHERE id = the_petition
    RETURNING id INTO child;

    INSERT INTO petition_row (petition_id, number, institution_id, authority_id, state, action, iin, surname, given_name, patronymic, birth_date, sex, citizenship, document_type, document_number,
    document_issued_on, document_issuer, document_sample, stay, from_day, until_day, previous_address, departure_leaf,
    address_reference, registered_with_parents, legal_representative, placement_basis, military_document, military_mark_on,
    fee_receipt, fee_exemption, departure_reason, departed_to, building, room, note, written, verbatim, other)
    SELECT child, r.number, r.institution_id, r.authority_id, r.state, r.action, r.iin, r.surname, r.given_name, r.patronymic, r.birth_date, r.sex, r.citizenship, r.document_type, r.document_number,
       r.document_issued_on, r.document_issuer, r.document_sample, r.stay, r.from_day, r.until_day, r.previous_address, r.departure_leaf,
       r.address_reference, r.registered_with_parents, r.legal_representative, r.placement_basis, r.military_document, r.military_mark_on,
       r.fee_receipt, r.fee_exemption, r.departure_reason, r.departed_to, r.building, r.room, r.note, r.written, r.verbatim, r.other
    FROM petition_row AS r WHERE r.petition_id = the_petition AND r.number = ANY (numbers);

    INSERT INTO petition_issue (petition_id, institution_id, authority_id, row_number, column_name, severity, code, found, arguments)
    SELECT child, i.institution_id, i.authority_id, i.row_number, i.column_name, i.severity, i.code, i.found, i.arguments
    FROM petition_issue AS i WHERE i.petition_id = the_petition AND i.row_number = ANY (numbers)
        AND NOT is_found_by_comparing(i.code) ORDER BY i.id;
    PERFORM attachments_copy(child, the_petition, numbers, numbers);
    -- the register and other petitions have moved on since the rows were compared with them
    UPDATE petition_row AS r SET state = coalesce(worst.state, 'sound')
    FROM petition_row AS o LEFT JOIN (
        SELECT row_number, CASE WHEN bool_or(severity = 'error') THEN 'faulty' ELSE 'warned' END AS state
        FROM petition_issue WHERE petition_id = child AND severity <> 'note' GROUP BY row_number) AS worst ON worst.row_number = o.number
    WHERE o.petition_id = child AND r.petition_id = child AND r.number = o.number AND r.state <> coalesce(worst.state, 'sound');
    PERFORM check_register(child, numbers);

    UPDATE petition SET rows = n.sound + n.warned + n.faulty, sound = n.sound, warned = n.warned, faulty = n.faulty,
        fits = NOT EXISTS (SELECT FROM check_forecast(child) WHERE held + registered + asked > places),
        first_day_over = (SELECT min(day) FROM check_forecast(child) WHERE held + registered + asked > places)
    FROM (SELECT count(*) FILTER (WHERE state = 'sound') AS sound, count(*) FILTER (WHERE state = 'warned') AS warned,
                 count(*) FILTER (WHERE state = 'faulty') AS faulty FROM petition_row WHERE petition_id = child) AS n
    WHERE id = child;
    RETURN child;
END
$$;

COMMENT ON FUNCTION public.petition_make_child(the_petition bigint, numbers integer[], now timestamp with time zone) IS 'A draft of some rows of a petition, with their own numbers, issues and scans.';

CREATE FUNCTION public.petition_set_policy(the_petition bigint, the_policy bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM require_draft(the_petition);
    UPDATE petition AS p SET policy = q.name, policy_id = q.id FROM policy AS q WHERE p.id = the_petition AND q.id = the_policy;
END
$$;

COMMENT ON FUNCTION public.petition_set_policy(the_petition bigint, the_policy bigint) IS 'Says of an institution''s draft which policy its rows are judged by.';

CREATE FUNCTION public.petition_split(the_petition bigint, the_premises bigint, numbers integer[], now timestamp with time zone, OUT sibling bigint, OUT file_errors integer) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    PERFORM require_draft(the_petition);
    SELECT s.id, s.file_errors INTO sibling, file_errors
    FROM petition AS p JOIN petition AS s ON s.group_id = p.group_id AND s.id <> p.id
    WHERE p.id = the_petition AND s.premises_id = the_premises AND s.state = p.state AND s.state IN ('checking', 'draft')
    ORDER BY s.id LIMIT 1 FOR NO KEY UPDATE OF s;

    IF sibling IS NULL THEN
        -- the file may be there already as an open petition of that building; only one of the two is found by it
        INSERT INTO petition (institution_id, authority_id, premises_id, parent_id, group_id, upload_id, sha256, number, dated, stay,
            from_day, until_day, state, policy, policy_id, layout, file_errors, created_by, created_at, checked_at)
        SELECT p.institution_id, b.authority_id, b.id, p.parent_id, coalesce(p.group_id, p.id), p.upload_id,
            CASE WHEN EXISTS (
                SELECT FROM petition AS o WHERE o.premises_id = b.id AND o.sha256 = p.sha256
                    AND o.state IN ('checking', 'draft', 'submitted', 'in_review', 'proposed')) THEN NULL ELSE p.sha256 END,
            p.number, p.dated, p.stay, p.from_day, p.until_day, p.state, p.policy, p.policy_id, p.layout,
            CASE WHEN b.title_basis IS NULL THEN 1 ELSE 0 END, p.created_by, now, p.checked_at
        FROM petition AS p JOIN premises AS b ON b.institution_id = p.institution_id
        WHERE p.id = the_petition AND b.id = the_premises
        RETURNING petition.id, petition.file_errors INTO sibling, file_errors;

        INSERT INTO petition_issue (petition_id, institution_id, authority_id, severity, code)
        SELECT s.id, s.institution_id, s.authority_id, 'error', 'premises.title_missing'
        FROM petition AS s WHERE s.id = sibling AND s.file_errors > 0;

        UPDATE petition SET group_id = id WHERE id = the_petition AND group_id IS NULL;
    END IF;

    UPDATE petition_row AS r SET petition_id = s.id, authority_id = s.authority_id
    FROM petition AS s WHERE s.id = sibling AND r.petition_id = the_petition AND r.number = ANY (numbers);
    UPDATE petition_issue AS i SET petition_id = s.id, authority_id = s.authority_id
    FROM petition AS s WHERE s.id = sibling AND i.petition_id = the_petition AND i.row_number = ANY (numbers);
    PERFORM repairs_follow(the_petition, sibling, numbers);
    UPDATE attachment AS a SET petition_id = s.id, authority_id = s.authority_id
    FROM petition AS s WHERE s.id = sibling AND a.petition_id = the_petition AND a.row_number = ANY (numbers);
END
$$;

COMMENT ON FUNCTION public.petition_split(the_petition bigint, the_premises bigint, numbers integer[], now timestamp with time zone, OUT sibling bigint, OUT file_errors integer) IS 'Moves rows of a draft, with their numbers, issues, repairs and scans, to the petition of another building of the institution, made when needed.';

CREATE FUNCTION public.premises_extend(the_premises bigint, new_horizon date, now timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

COMMENT ON FUNCTION public.premises_extend(the_premises bigint, new_horizon date, now timestamp with time zone) IS 'Adds days up to a new horizon with everybody counted whose stay or hold goes on into them; the caller holds the head lock.';

CREATE FUNCTION public.premises_lock(the_premises bigint[]) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT count(*)::integer FROM (
        SELECT premises_id FROM premises_head WHERE premises_id = ANY (the_premises)
        ORDER BY premises_id FOR NO KEY UPDATE) AS locked
$$;

COMMENT ON FUNCTION public.premises_lock(the_premises bigint[]) IS 'Locks the heads by id, so that two verbs never wait for each other in a circle.';

CREATE FUNCTION public.premises_open(the_premises bigint, the_first_day date, the_horizon date) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

COMMENT ON FUNCTION public.premises_open(the_premises bigint, the_first_day date, the_horizon date) IS 'Makes the head and the days of new premises.';

CREATE FUNCTION public.premises_set_places(the_premises bigint, new_places integer, since date, the_account bigint, now timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

COMMENT ON FUNCTION public.premises_set_places(the_premises bigint, new_places integer, since date, the_account bigint, now timestamp with time zone) IS 'Sets the places of all days from one on; the caller holds the head lock.';

CREATE FUNCTION public.register_conflicts(the_petition bigint, numbers integer[]) RETURNS TABLE(row_number integer, code text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET join_collapse_limit TO '1'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
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

COMMENT ON FUNCTION public.register_conflicts(the_petition bigint, numbers integer[]) IS 'Rows that the register as it stands does not allow, with the code that says why.';

CREATE FUNCTION public.register_conflicts_told(the_petition bigint, numbers integer[]) RETURNS TABLE(row_number integer, code text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET join_collapse_limit TO '1'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
    SELECT c.row_number, c.code
    FROM register_conflicts(the_petition, numbers) AS c
    WHERE c.code <> 'register.later_exists' OR EXISTS (
        SELECT FROM petition AS p
        CROSS JOIN rows_numbered(the_petition, ARRAY[c.row_number]) AS r
        JOIN registration AS g ON g.iin = r.iin AND g.known_until IS NULL
        WHERE p.id = the_petition AND g.institution_id = p.institution_id AND g.is_last AND g.stay = r.stay AND g.from_day >= r.from_day)
$$;

COMMENT ON FUNCTION public.register_conflicts_told(the_petition bigint, numbers integer[]) IS 'The conflicts that an institution may be told: of a registration elsewhere not even how its days lie to the row''s, or somebody could find out by trying since when a child lives where. The reviewer decides by all of them.';

CREATE FUNCTION public.register_enter(the_decision bigint, the_petition bigint, numbers integer[], now timestamp with time zone, OUT ended integer, OUT entered integer) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET join_collapse_limit TO '1'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
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

COMMENT ON FUNCTION public.register_enter(the_decision bigint, the_petition bigint, numbers integer[], now timestamp with time zone, OUT ended integer, OUT entered integer) IS 'Ends and extends what the approved rows end and extend, then enters their arrivals.';

CREATE FUNCTION public.register_premises(the_petition bigint, numbers integer[]) RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET join_collapse_limit TO '1'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
    SELECT require_party(the_petition);
    SELECT array_agg(premises_id ORDER BY premises_id) FROM (
        SELECT premises_id FROM petition WHERE id = the_petition
        UNION
        SELECT g.premises_id
        FROM rows_numbered(the_petition, numbers) AS r
        JOIN registration AS g ON g.iin = r.iin AND g.known_until IS NULL AND g.is_last) AS touched
$$;

COMMENT ON FUNCTION public.register_premises(the_petition bigint, numbers integer[]) IS 'All premises whose days the approval of these rows can change.';

CREATE FUNCTION public.register_settle(the_decision bigint, the_petition bigint, the_account bigint, now timestamp with time zone, OUT asked integer, OUT granted integer, OUT days_over date[]) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET join_collapse_limit TO '1'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
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

COMMENT ON FUNCTION public.register_settle(the_decision bigint, the_petition bigint, the_account bigint, now timestamp with time zone, OUT asked integer, OUT granted integer, OUT days_over date[]) IS 'Brings the days of all premises that an act touched in line with the register, and gives back what its petition held.';

CREATE FUNCTION public.repairs_follow(the_petition bigint, the_sibling bigint, numbers integer[]) RETURNS void
    LANGUAGE sql
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH moving AS MATERIALIZED (
        SELECT r.id, count(*) FILTER (WHERE c.row_number = ANY (numbers)) AS n, bool_and(c.row_number = ANY (numbers)) AS is_whole
        FROM repair AS r JOIN repair_row AS c ON c.repair_id = r.id
        WHERE r.petition_id = the_petition GROUP BY r.id HAVING bool_or(c.row_number = ANY (numbers))
    ), parted AS MATERIALIZED (
        SELECT id, n, nextval(pg_get_serial_sequence('repair', 'id')) AS part FROM moving WHERE NOT is_whole
    ), gone AS (
        UPDATE repair AS r SET petition_id = the_sibling FROM moving WHERE r.id = moving.id AND moving.is_whole
    ), made AS (
        INSERT INTO repair (id, petition_id, institution_id, kind, column_name, code, found, value, is_remembered, rows,
            made_by, made_at, undone_by, undone_at)
        OVERRIDING SYSTEM VALUE
        SELECT parted.part, the_sibling, r.institution_id, r.kind, r.column_name, r.code, r.found, r.value, r.is_remembered, parted.n,
            r.made_by, r.made_at, r.undone_by, r.undone_at
        FROM parted JOIN repair AS r ON r.id = parted.id
    ), left_behind AS (
        UPDATE repair AS r SET rows = r.rows - parted.n FROM parted WHERE r.id = parted.id
    )
    UPDATE repair_row AS c SET repair_id = parted.part FROM parted WHERE c.repair_id = parted.id AND c.row_number = ANY (numbers)
$$;

COMMENT ON FUNCTION public.repairs_follow(the_petition bigint, the_sibling bigint, numbers integer[]) IS 'Takes the repairs of rows along to their other petition; one whose rows are parted becomes two, each undone by itself.';

CREATE FUNCTION public.require_act(the_decision bigint, the_petition bigint, numbers integer[]) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
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

COMMENT ON FUNCTION public.require_act(the_decision bigint, the_petition bigint, numbers integer[]) IS 'Refuses to write the register but for a decision that stands, by the petition''s own authority, over rows that it approved.';

CREATE FUNCTION public.require_draft(the_petition bigint) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF current_setting('role') = 'tirkeu_web' AND NOT EXISTS (
        SELECT FROM petition AS p
        WHERE p.id = the_petition AND p.institution_id = caller_institution() AND p.state IN ('checking', 'draft'))
    THEN
        RAISE EXCEPTION 'not a draft of the caller''s' USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$;

COMMENT ON FUNCTION public.require_draft(the_petition bigint) IS 'Refuses the web what only an institution does with its own draft: a petition never changes after it is submitted.';

CREATE FUNCTION public.require_operator() RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF current_setting('role') = 'tirkeu_web' AND caller_role() IS DISTINCT FROM 'operator' THEN
        RAISE EXCEPTION 'only the operator administers' USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$;

COMMENT ON FUNCTION public.require_operator() IS 'Refuses the web what only an operator may do.';

CREATE FUNCTION public.require_party(the_petition bigint) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF current_setting('role') = 'tirkeu_web' AND NOT EXISTS (
        SELECT FROM petition AS p WHERE p.id = the_petition
          AND (p.institution_id = caller_institution() OR p.authority_id = ANY (caller_authorities())))
    THEN
        RAISE EXCEPTION 'not a petition of the caller''s' USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$;

COMMENT ON FUNCTION public.require_party(the_petition bigint) IS 'Refuses the web whatever is asked of a petition that is neither the caller''s institution''s nor their authority''s: functions with the owner''s rights see past row-level security.';

CREATE FUNCTION public.require_reader(the_petition bigint) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
BEGIN
    IF caller_role() IS DISTINCT FROM 'auditor' THEN
        PERFORM require_party(the_petition);
    END IF;
END
$$;

COMMENT ON FUNCTION public.require_reader(the_petition bigint) IS 'Refuses the web to read of petitions that are not the caller''s; an auditor reads all.';

CREATE FUNCTION public.rows_in_siblings(the_petition bigint, persons bigint[]) RETURNS TABLE(petition_id bigint, number integer, iin bigint)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET enable_hashjoin TO 'on'
    SET enable_seqscan TO 'off'
    AS $$
    SELECT r.petition_id, r.number, r.iin FROM petition_row AS r
    WHERE r.petition_id = ANY (ARRAY(SELECT siblings_of(the_petition))) AND r.iin IN (SELECT person FROM unnest(persons) AS person)
$$;

COMMENT ON FUNCTION public.rows_in_siblings(the_petition bigint, persons bigint[]) IS 'The rows about some persons in the drafts of the other buildings of the same file.';

CREATE TABLE public.petition_row (
    petition_id bigint NOT NULL,
    number integer NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    state text NOT NULL,
    action text NOT NULL,
    iin bigint,
    surname text,
    given_name text,
    patronymic text,
    birth_date date,
    sex text,
    citizenship text,
    document_type text,
    document_number text,
    document_issued_on date,
    document_issuer text,
    document_sample text,
    stay text,
    from_day date,
    until_day date,
    previous_address text,
    departure_leaf text,
    address_reference text,
    registered_with_parents text,
    legal_representative text,
    placement_basis text,
    military_document text,
    military_mark_on date,
    fee_receipt text,
    fee_exemption text,
    departure_reason text,
    departed_to text,
    building text,
    room text,
    note text,
    written jsonb,
    other jsonb,
    verbatim text[],
    content bigint,
    fingerprint bigint,
    CONSTRAINT petition_row_action_check CHECK ((action = ANY (ARRAY['arrive'::text, 'extend'::text, 'depart'::text, 'opening'::text]))),
    CONSTRAINT petition_row_iin_check CHECK (((iin >= 0) AND (iin <= '999999999999'::bigint))),
    CONSTRAINT petition_row_number_check CHECK ((number > 0)),
    CONSTRAINT petition_row_state_check CHECK ((state = ANY (ARRAY['sound'::text, 'warned'::text, 'faulty'::text]))),
    CONSTRAINT petition_row_stay_check CHECK ((stay = ANY (ARRAY['permanent'::text, 'temporary'::text])))
);

COMMENT ON TABLE public.petition_row IS 'One resident and one action, as read; never changed once its petition is submitted.';

COMMENT ON COLUMN public.petition_row.written IS 'Column name to the text found, of cells that were repaired or could not be read.';

COMMENT ON COLUMN public.petition_row.other IS 'Header to text, for columns that the design does not know.';

COMMENT ON COLUMN public.petition_row.verbatim IS 'Columns whose cells the clerk wants to be read as they are written; NULL is none.';

COMMENT ON COLUMN public.petition_row.content IS 'A hash of what was read, the same whatever program wrote the file; repairs do not change it.';

COMMENT ON COLUMN public.petition_row.fingerprint IS 'A hash of the cells as the file has them; a row that comes with the same cells again is not judged again.';

CREATE FUNCTION public.rows_numbered(the_petition bigint, numbers integer[]) RETURNS SETOF public.petition_row
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    -- one look into the index a number, whatever the statistics say: OFFSET 0 keeps the planner from turning the loop around
    SELECT r.* FROM unnest(numbers) AS asked (number)
    CROSS JOIN LATERAL (
        SELECT * FROM petition_row AS r WHERE r.petition_id = the_petition AND r.number = asked.number OFFSET 0) AS r
$$;

COMMENT ON FUNCTION public.rows_numbered(the_petition bigint, numbers integer[]) IS 'Rows of a petition by their numbers.';

CREATE FUNCTION public.rows_of_persons(the_petition bigint, persons bigint[]) RETURNS SETOF integer
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    SET enable_nestloop TO 'off'
    AS $$
    SELECT number FROM petition_row WHERE petition_id = the_petition AND iin IN (SELECT iin FROM unnest(persons) AS iin)
$$;

COMMENT ON FUNCTION public.rows_of_persons(the_petition bigint, persons bigint[]) IS 'The rows of a petition that are about some persons.';

CREATE FUNCTION public.rows_of_same_person(the_petition bigint, numbers integer[]) RETURNS TABLE(row_number integer, rows text)
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    WITH here AS MATERIALIZED (
        SELECT r.number, r.iin FROM rows_numbered(the_petition, numbers) AS r WHERE r.iin IS NOT NULL)
    SELECT number, array_to_string(numbers_of_iin[1:5], ', ')
    FROM (
        SELECT number, is_here, array_agg(number) OVER (
            PARTITION BY iin ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS numbers_of_iin
        FROM (
            SELECT number, iin, true AS is_here FROM here
            UNION ALL
            -- a person in two buildings of one file is twice in it
            SELECT s.number, s.iin, false FROM rows_in_siblings(the_petition, ARRAY(SELECT iin FROM here)) AS s) AS seen) AS twin
    WHERE is_here AND cardinality(numbers_of_iin) > 1
$$;

COMMENT ON FUNCTION public.rows_of_same_person(the_petition bigint, numbers integer[]) IS 'Rows that share their IIN with others of these, or of the drafts of the same file''s other buildings, and which they are.';

CREATE FUNCTION public.siblings_of(the_petition bigint) RETURNS SETOF bigint
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
    SELECT s.id FROM petition AS p JOIN petition AS s ON s.group_id = p.group_id AND s.id <> p.id
    WHERE p.id = the_petition AND s.state IN ('checking', 'draft')
$$;

COMMENT ON FUNCTION public.siblings_of(the_petition bigint) IS 'The drafts of the other buildings of the same file.';

CREATE TABLE public.account (
    id bigint NOT NULL,
    person_hash bytea NOT NULL,
    login text NOT NULL,
    password text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    institution_id bigint,
    authority_id bigint,
    may_submit boolean DEFAULT false NOT NULL,
    language text DEFAULT 'kk'::text NOT NULL,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT account_language_check CHECK ((language = ANY (ARRAY['kk'::text, 'ru'::text, 'en'::text]))),
    CONSTRAINT account_login_check CHECK ((login ~ '^[a-z0-9][a-z0-9._-]{1,63}$'::text)),
    CONSTRAINT account_name_check CHECK ((name <> ''::text)),
    CONSTRAINT account_of_one_side CHECK (
CASE
    WHEN (role = ANY (ARRAY['clerk'::text, 'head'::text])) THEN ((institution_id IS NOT NULL) AND (authority_id IS NULL))
    WHEN (role = ANY (ARRAY['reviewer'::text, 'chief'::text])) THEN ((authority_id IS NOT NULL) AND (institution_id IS NULL))
    ELSE ((institution_id IS NULL) AND (authority_id IS NULL))
END),
    CONSTRAINT account_person_hash_check CHECK ((length(person_hash) = 32)),
    CONSTRAINT account_role_check CHECK ((role = ANY (ARRAY['clerk'::text, 'head'::text, 'reviewer'::text, 'chief'::text, 'auditor'::text, 'operator'::text])))
);

COMMENT ON TABLE public.account IS 'What a person signs in with; one person may have several, so rules on persons compare person_hash.';

COMMENT ON COLUMN public.account.person_hash IS 'Keyed hash of the person''s IIN.';

COMMENT ON COLUMN public.account.password IS 'scrypt, as a PHC string.';

ALTER TABLE public.account ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.api_token (
    token_hash bytea NOT NULL,
    account_id bigint NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT api_token_token_hash_check CHECK ((length(token_hash) = 32))
);

COMMENT ON TABLE public.api_token IS 'Tokens of systems; only their SHA-256 is kept.';

CREATE TABLE public.attachment (
    id bigint NOT NULL,
    petition_id bigint NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    row_number integer,
    iin bigint,
    kind text NOT NULL,
    upload_id bigint NOT NULL,
    name text NOT NULL,
    attached_by bigint NOT NULL,
    attached_at timestamp with time zone NOT NULL,
    CONSTRAINT attachment_kind_check CHECK ((kind = ANY (ARRAY['identity'::text, 'placement_basis'::text, 'departure_leaf'::text, 'address_reference'::text, 'guardianship'::text, 'military'::text, 'fee'::text, 'petition'::text, 'title'::text, 'owner_consent'::text, 'other'::text]))),
    CONSTRAINT attachment_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT attachment_person_of_row CHECK (((row_number IS NOT NULL) OR (iin IS NULL))),
    CONSTRAINT attachment_row_number_check CHECK ((row_number > 0))
);

COMMENT ON TABLE public.attachment IS 'A scan of a paper at a petition or at one of its rows; it stays with what was submitted, and so do its bytes.';

COMMENT ON COLUMN public.attachment.row_number IS 'The row that it is of; NULL for the petition as a whole.';

COMMENT ON COLUMN public.attachment.iin IS 'Whose row it was attached to, so that it follows its person when the file is read anew.';

COMMENT ON COLUMN public.attachment.name IS 'What its file was called; no file is ever written or served under it.';

ALTER TABLE public.attachment ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.audit (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id bigint,
    role text,
    institution_id bigint,
    authority_id bigint,
    action text NOT NULL,
    petition_id bigint,
    premises_id bigint,
    object text,
    details jsonb DEFAULT '{}'::jsonb NOT NULL
);

COMMENT ON TABLE public.audit IS 'Every change and every look at personal data: who, when, what. Rows are only ever added; they hold no personal data.';

ALTER TABLE public.audit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.authority (
    id bigint NOT NULL,
    parent_id bigint,
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    address_kk text,
    address_ru text,
    address_en text,
    phone text,
    payee text,
    payee_bin bigint,
    bank text,
    bic text,
    bank_account text,
    budget_code text,
    CONSTRAINT authority_address_en_check CHECK ((address_en <> ''::text)),
    CONSTRAINT authority_address_in_all_languages CHECK ((num_nulls(address_kk, address_ru, address_en) = ANY (ARRAY[0, 3]))),
    CONSTRAINT authority_address_kk_check CHECK ((address_kk <> ''::text)),
    CONSTRAINT authority_address_ru_check CHECK ((address_ru <> ''::text)),
    CONSTRAINT authority_bank_account_check CHECK ((bank_account ~ '^KZ[0-9]{2}[A-Z0-9]{16}$'::text)),
    CONSTRAINT authority_bank_check CHECK ((bank <> ''::text)),
    CONSTRAINT authority_bic_check CHECK ((bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'::text)),
    CONSTRAINT authority_budget_code_check CHECK ((budget_code ~ '^[0-9]{6}$'::text)),
    CONSTRAINT authority_name_en_check CHECK ((name_en <> ''::text)),
    CONSTRAINT authority_name_kk_check CHECK ((name_kk <> ''::text)),
    CONSTRAINT authority_name_ru_check CHECK ((name_ru <> ''::text)),
    CONSTRAINT authority_payee_bin_check CHECK (((payee_bin >= 0) AND (payee_bin <= '999999999999'::bigint))),
    CONSTRAINT authority_payee_check CHECK ((payee <> ''::text)),
    CONSTRAINT authority_phone_check CHECK ((phone <> ''::text))
);

COMMENT ON TABLE public.authority IS 'A territorial law-enforcement body, in a tree of regions and districts.';

COMMENT ON COLUMN public.authority.phone IS 'Whom anybody may call; shown without signing in, as all of these are.';

COMMENT ON COLUMN public.authority.payee IS 'Who receives the state fee.';

COMMENT ON COLUMN public.authority.bank_account IS 'The payee''s account, an IBAN.';

COMMENT ON COLUMN public.authority.budget_code IS 'The code of the budget classification that a payment names.';

ALTER TABLE public.authority ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.authority_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.authority_territory (
    kato_prefix text NOT NULL,
    authority_id bigint NOT NULL,
    CONSTRAINT authority_territory_kato_prefix_check CHECK ((kato_prefix ~ '^[0-9]{2,9}$'::text))
);

COMMENT ON TABLE public.authority_territory IS 'Jurisdictions: premises belong to the authority whose prefix of their KATO code is the longest.';

CREATE TABLE public.check_progress (
    petition_id bigint NOT NULL,
    institution_id bigint NOT NULL,
    stage text NOT NULL,
    bytes_read bigint DEFAULT 0 NOT NULL,
    bytes_total bigint NOT NULL,
    rows_read integer DEFAULT 0 NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT check_progress_stage_check CHECK ((stage = ANY (ARRAY['waiting'::text, 'reading'::text, 'register'::text, 'done'::text])))
);

COMMENT ON TABLE public.check_progress IS 'How far a check has come, written beside its transaction so that the page can follow it.';

CREATE TABLE public.decision (
    id bigint NOT NULL,
    petition_id bigint NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    outcomes jsonb NOT NULL,
    decided_by bigint NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    needs_second boolean NOT NULL,
    confirmed_by bigint,
    confirmed_at timestamp with time zone,
    taken_back_at timestamp with time zone,
    submitter_hash bytea NOT NULL,
    decider_hash bytea NOT NULL,
    confirmer_hash bytea,
    CONSTRAINT decision_by_two CHECK ((confirmer_hash <> decider_hash)),
    CONSTRAINT decision_confirmed_by_somebody CHECK ((((confirmed_by IS NULL) = (confirmed_at IS NULL)) AND ((confirmed_by IS NULL) = (confirmer_hash IS NULL)))),
    CONSTRAINT decision_not_by_submitter CHECK (((decider_hash <> submitter_hash) AND (confirmer_hash <> submitter_hash)))
);

COMMENT ON TABLE public.decision IS 'One act over a petition; where policy asks for two people the first proposes and the second confirms.';

COMMENT ON COLUMN public.decision.outcomes IS 'What was decided as it was sent: the outcome of all rows and the exceptions.';

ALTER TABLE public.decision ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.function_set (
    number integer NOT NULL,
    checksum text NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE public.function_set IS 'The sets of functions that this database has had, the last one in force: a program that brings an earlier one is too old for it.';

ALTER TABLE public.function_set ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.function_set_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.header_spelling (
    institution_id bigint NOT NULL,
    spelling text NOT NULL,
    header text NOT NULL,
    meaning text,
    taught_by bigint NOT NULL,
    taught_at timestamp with time zone NOT NULL,
    CONSTRAINT header_spelling_header_check CHECK ((length(header) <= 400)),
    CONSTRAINT header_spelling_meaning_check CHECK ((meaning <> ''::text)),
    CONSTRAINT header_spelling_spelling_check CHECK ((spelling <> ''::text))
);

COMMENT ON TABLE public.header_spelling IS 'What an institution''s headers mean, as its clerks told; read before the dictionary.';

COMMENT ON COLUMN public.header_spelling.spelling IS 'The header''s letters and digits in lower case.';

COMMENT ON COLUMN public.header_spelling.meaning IS 'A column''s stable name or full_name; NULL when the column is not to be used.';

CREATE TABLE public.hold (
    petition_id bigint NOT NULL,
    row_number integer NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    premises_id bigint NOT NULL,
    iin bigint NOT NULL,
    days datemultirange NOT NULL
);

COMMENT ON TABLE public.hold IS 'An open row and the days for which it reserves a place; a departure reserves none.';

CREATE TABLE public.idempotency_key (
    account_id bigint NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status integer,
    location text,
    body bytea,
    created_at timestamp with time zone NOT NULL,
    tag text,
    acts jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT idempotency_key_key_check CHECK ((length(key) <= 255))
);

COMMENT ON TABLE public.idempotency_key IS 'The first answer to a request, given again to its repetition.';

COMMENT ON COLUMN public.idempotency_key.created_at IS 'When the request came; without an answer it has lost the key two minutes later.';

COMMENT ON COLUMN public.idempotency_key.tag IS 'The ETag of the answer.';

COMMENT ON COLUMN public.idempotency_key.acts IS 'What was done under the key, by the name of the act, kept in the transaction that did it: the answer may be lost, the act is not done twice.';

CREATE TABLE public.institution (
    id bigint NOT NULL,
    bin bigint NOT NULL,
    kind text NOT NULL,
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT institution_bin_check CHECK (((bin >= 0) AND (bin <= '999999999999'::bigint))),
    CONSTRAINT institution_kind_check CHECK ((kind = ANY (ARRAY['orphanage'::text, 'boarding_school'::text, 'special_school'::text, 'hostel'::text, 'sanatorium'::text, 'rest_house'::text, 'dispensary'::text, 'medical_institution'::text, 'boarding_house'::text, 'elderly_home'::text, 'hotel'::text, 'other'::text]))),
    CONSTRAINT institution_name_en_check CHECK ((name_en <> ''::text)),
    CONSTRAINT institution_name_kk_check CHECK ((name_kk <> ''::text)),
    CONSTRAINT institution_name_ru_check CHECK ((name_ru <> ''::text))
);

COMMENT ON TABLE public.institution IS 'A legal body that files petitions for those who live with it; several may share one BIN.';

ALTER TABLE public.institution ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.institution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.job (
    id bigint NOT NULL,
    kind text NOT NULL,
    petition_id bigint NOT NULL,
    institution_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    lease integer DEFAULT 0 NOT NULL,
    leased_until timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    finished_at timestamp with time zone,
    failure text,
    CONSTRAINT job_kind_check CHECK ((kind = 'check'::text))
);

COMMENT ON TABLE public.job IS 'Work for the worker. A lease that runs out lets another take it; its number fences the one who lost it.';

ALTER TABLE public.job ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.migration (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.occupancy_entry (
    id bigint NOT NULL,
    premises_id bigint NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    cause text NOT NULL,
    petition_id bigint,
    account_id bigint,
    at timestamp with time zone NOT NULL,
    days daterange[] NOT NULL,
    held integer[] NOT NULL,
    registered integer[] NOT NULL,
    CONSTRAINT occupancy_entry_cause_check CHECK ((cause = ANY (ARRAY['submitted'::text, 'decided'::text, 'withdrawn'::text, 'expired'::text, 'places'::text, 'horizon'::text]))),
    CONSTRAINT occupancy_entry_parallel CHECK (((cardinality(days) = cardinality(held)) AND (cardinality(days) = cardinality(registered))))
);

COMMENT ON TABLE public.occupancy_entry IS 'Append-only journal: what each act added to the days of a premises, as ranges with their differences.';

ALTER TABLE public.occupancy_entry ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.occupancy_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.person (
    iin bigint NOT NULL,
    CONSTRAINT person_iin_check CHECK (((iin >= 0) AND (iin <= '999999999999'::bigint)))
);

COMMENT ON TABLE public.person IS 'One row an IIN and nothing else: what verbs lock so that two acts on one person follow each other.';

CREATE TABLE public.petition (
    id bigint NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    premises_id bigint NOT NULL,
    parent_id bigint,
    upload_id bigint,
    sha256 bytea,
    number text NOT NULL,
    dated date NOT NULL,
    stay text,
    from_day date,
    until_day date,
    state text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    policy text NOT NULL,
    layout jsonb DEFAULT '{}'::jsonb NOT NULL,
    rows integer DEFAULT 0 NOT NULL,
    sound integer DEFAULT 0 NOT NULL,
    warned integer DEFAULT 0 NOT NULL,
    faulty integer DEFAULT 0 NOT NULL,
    blank integer DEFAULT 0 NOT NULL,
    file_errors integer DEFAULT 0 NOT NULL,
    fits boolean,
    first_day_over date,
    created_by bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    checked_at timestamp with time zone,
    submitted_by bigint,
    submitted_at timestamp with time zone,
    decide_by date,
    hold_until timestamp with time zone,
    claimed_by bigint,
    claimed_at timestamp with time zone,
    decided_at timestamp with time zone,
    sheet text,
    header_row integer,
    marks_place integer,
    content bigint,
    rows_same integer,
    rows_changed integer,
    rows_new integer,
    rows_gone integer,
    group_id bigint,
    list text DEFAULT 'changes'::text NOT NULL,
    roster jsonb,
    policy_id bigint,
    CONSTRAINT petition_blank_check CHECK ((blank >= 0)),
    CONSTRAINT petition_claimed_by_somebody CHECK (((claimed_by IS NULL) = (claimed_at IS NULL))),
    CONSTRAINT petition_correction_counted CHECK ((num_nulls(rows_same, rows_changed, rows_new, rows_gone) = ANY (ARRAY[0, 4]))),
    CONSTRAINT petition_faulty_check CHECK ((faulty >= 0)),
    CONSTRAINT petition_file_errors_check CHECK ((file_errors >= 0)),
    CONSTRAINT petition_header_row_check CHECK ((header_row > 0)),
    CONSTRAINT petition_list_check CHECK ((list = ANY (ARRAY['changes'::text, 'roster'::text]))),
    CONSTRAINT petition_marks_place_check CHECK ((marks_place >= 0)),
    CONSTRAINT petition_number_check CHECK (((number <> ''::text) AND (length(number) <= 100))),
    CONSTRAINT petition_roster_persons CHECK ((((roster ->> 'registered'::text))::integer = ((((roster ->> 'found'::text))::integer + ((roster ->> 'unsure'::text))::integer) + ((roster ->> 'leaving'::text))::integer))),
    CONSTRAINT petition_roster_rows CHECK ((((roster ->> 'listed'::text))::integer = ((((((((roster ->> 'arriving'::text))::integer + ((roster ->> 'extending'::text))::integer) + ((roster ->> 'asked'::text))::integer) + ((roster ->> 'unread'::text))::integer) + ((roster ->> 'unchanged'::text))::integer) + ((roster ->> 'differing'::text))::integer) + ((roster ->> 'elsewhere'::text))::integer))),
    CONSTRAINT petition_rows_check CHECK ((rows >= 0)),
    CONSTRAINT petition_sha256_check CHECK ((length(sha256) = 32)),
    CONSTRAINT petition_sound_check CHECK ((sound >= 0)),
    CONSTRAINT petition_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'draft'::text, 'submitted'::text, 'in_review'::text, 'proposed'::text, 'decided'::text, 'withdrawn'::text, 'expired'::text]))),
    CONSTRAINT petition_stay_check CHECK ((stay = ANY (ARRAY['permanent'::text, 'temporary'::text]))),
    CONSTRAINT petition_submitted_by_somebody CHECK (((submitted_by IS NULL) = (submitted_at IS NULL))),
    CONSTRAINT petition_sums CHECK (((state = 'checking'::text) OR (rows = (((sound + warned) + faulty) + blank)))),
    CONSTRAINT petition_warned_check CHECK ((warned >= 0))
);

COMMENT ON TABLE public.petition IS 'What an institution''s administration files: the unit of upload, submission, review and decision.';

COMMENT ON COLUMN public.petition.sha256 IS 'Of the uploaded bytes; NULL for children, whose rows come from their parent.';

COMMENT ON COLUMN public.petition.version IS 'Counts the changes to the petition; a click on an older one is refused.';

COMMENT ON COLUMN public.petition.layout IS 'Column name to its place in the file from 0, so that issues can name cells.';

COMMENT ON COLUMN public.petition.rows IS 'Records of the file below its header: rows = sound + warned + faulty + blank.';

COMMENT ON COLUMN public.petition.sheet IS 'The sheet its rows were read from, when its workbook has several.';

COMMENT ON COLUMN public.petition.header_row IS 'The row of the file''s headers, as the clerk''s own program shows it; NULL for rows without a file.';

COMMENT ON COLUMN public.petition.marks_place IS 'Where the file has the column of an earlier marked copy, from 0; NULL where it has none.';

COMMENT ON COLUMN public.petition.content IS 'The rows'' contents in any order, as their file had them; repairs do not change it.';

COMMENT ON COLUMN public.petition.rows_same IS 'Of a file that corrects the draft before it: rows that are as they were there. So with changed, new and gone ones.';

COMMENT ON COLUMN public.petition.group_id IS 'The first of the petitions, one a building, that one file was split into; NULL when it was not split.';

COMMENT ON COLUMN public.petition.list IS 'Whether the file lists those for whom something changes, or everybody who lives here.';

COMMENT ON COLUMN public.petition.roster IS 'What comparing a list of everybody with the register came to when it was checked.';

COMMENT ON COLUMN public.petition.policy_id IS 'The text of the policy that it was judged by; NULL for petitions from before texts were kept.';

ALTER TABLE public.petition ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.petition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.petition_issue (
    petition_id bigint NOT NULL,
    id bigint NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    row_number integer,
    column_name text,
    severity text NOT NULL,
    code text NOT NULL,
    found text,
    arguments jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT petition_issue_severity_check CHECK ((severity = ANY (ARRAY['error'::text, 'warning'::text, 'note'::text])))
);

COMMENT ON TABLE public.petition_issue IS 'One finding of the checks: code, place and arguments; the words are made when somebody reads it.';

ALTER TABLE public.petition_issue ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.petition_issue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.petition_reading (
    petition_id bigint NOT NULL,
    institution_id bigint NOT NULL,
    found jsonb,
    wish jsonb DEFAULT '{}'::jsonb NOT NULL
);

COMMENT ON TABLE public.petition_reading IS 'How the file of a petition was read, with its first lines, and what the clerk said of it.';

COMMENT ON COLUMN public.petition_reading.found IS 'Encoding, separator, sheet, header and first lines; NULL until the file was read once.';

COMMENT ON COLUMN public.petition_reading.wish IS 'What the next reading obeys instead of finding it out.';

CREATE TABLE public.policy (
    id bigint NOT NULL,
    name text NOT NULL,
    fingerprint bytea NOT NULL,
    content text NOT NULL,
    kept_by bigint,
    kept_at timestamp with time zone NOT NULL,
    CONSTRAINT policy_content_check CHECK ((length(content) <= 1048576)),
    CONSTRAINT policy_fingerprint_check CHECK ((length(fingerprint) = 32)),
    CONSTRAINT policy_name_check CHECK ((name ~ '^[a-z0-9-]{1,40}$'::text))
);

COMMENT ON TABLE public.policy IS 'The texts of policies. A text is never changed: an edited file is another policy, of the same name.';

COMMENT ON COLUMN public.policy.fingerprint IS 'SHA-256 of the text.';

COMMENT ON COLUMN public.policy.content IS 'The policy file as it was read.';

COMMENT ON COLUMN public.policy.kept_by IS 'The account that brought it; NULL for what comes with the program, 0 for its command line.';

CREATE TABLE public.policy_choice (
    id bigint NOT NULL,
    policy_id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    chosen_by bigint NOT NULL
);

COMMENT ON TABLE public.policy_choice IS 'Which policy new petitions are judged by, since when; the last choice counts.';

COMMENT ON COLUMN public.policy_choice.chosen_by IS 'The account; 0 for the command line.';

ALTER TABLE public.policy_choice ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.policy_choice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.policy ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.premises (
    id bigint NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    name text NOT NULL,
    address_kk text NOT NULL,
    address_ru text NOT NULL,
    kato text NOT NULL,
    rka text,
    title_basis text,
    title_document text,
    title_until date,
    living_area_m2 numeric(10,2),
    licensed_places integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT premises_address_kk_check CHECK ((address_kk <> ''::text)),
    CONSTRAINT premises_address_ru_check CHECK ((address_ru <> ''::text)),
    CONSTRAINT premises_kato_check CHECK ((kato ~ '^[0-9]{9}$'::text)),
    CONSTRAINT premises_licensed_places_check CHECK (((licensed_places >= 0) AND (licensed_places <= 100000))),
    CONSTRAINT premises_living_area_m2_check CHECK ((living_area_m2 > (0)::numeric)),
    CONSTRAINT premises_name_check CHECK ((name <> ''::text)),
    CONSTRAINT premises_rka_check CHECK ((rka <> ''::text)),
    CONSTRAINT premises_title_basis_check CHECK ((title_basis = ANY (ARRAY['own'::text, 'lease'::text, 'use'::text]))),
    CONSTRAINT premises_title_document_check CHECK ((title_document <> ''::text))
);

COMMENT ON TABLE public.premises IS 'A building of an institution: the address people are registered at, and what capacity belongs to.';

COMMENT ON COLUMN public.premises.kato IS 'Nine digits of the classifier of administrative territories; decides the authority.';

COMMENT ON COLUMN public.premises.rka IS 'Registration code of the address.';

CREATE TABLE public.premises_day (
    premises_id bigint NOT NULL,
    day date NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    places integer NOT NULL,
    ceiling integer NOT NULL,
    held integer DEFAULT 0 NOT NULL,
    registered integer DEFAULT 0 NOT NULL,
    CONSTRAINT premises_day_ceiling CHECK ((ceiling >= places)),
    CONSTRAINT premises_day_never_over CHECK (((held >= 0) AND (registered >= 0) AND ((held + registered) <= ceiling))),
    CONSTRAINT premises_day_places_check CHECK ((places >= 0))
)
WITH (fillfactor='50');

COMMENT ON TABLE public.premises_day IS 'Places of a day, and how many are held by submitted petitions or taken by registrations.';

COMMENT ON COLUMN public.premises_day.ceiling IS 'places, or what was used when places last fell below it; falls with every departure.';

CREATE TABLE public.premises_head (
    premises_id bigint NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    first_day date NOT NULL,
    horizon date NOT NULL,
    CONSTRAINT premises_head_check CHECK ((horizon > first_day))
)
WITH (fillfactor='50');

COMMENT ON TABLE public.premises_head IS 'The row every verb locks before it touches the days of its premises.';

COMMENT ON COLUMN public.premises_head.horizon IS 'The day after the last row of premises_day.';

ALTER TABLE public.premises ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.premises_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registration (
    id bigint NOT NULL,
    version integer NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    premises_id bigint NOT NULL,
    iin bigint NOT NULL,
    surname text NOT NULL,
    given_name text NOT NULL,
    patronymic text,
    birth_date date NOT NULL,
    sex text NOT NULL,
    stay text NOT NULL,
    from_day date NOT NULL,
    until_day date,
    is_last boolean NOT NULL,
    petition_id bigint,
    row_number integer,
    decision_id bigint NOT NULL,
    known_from timestamp with time zone NOT NULL,
    known_until timestamp with time zone,
    superseded_by bigint,
    CONSTRAINT registration_known_forward CHECK ((known_until > known_from)),
    CONSTRAINT registration_not_empty CHECK ((until_day > from_day)),
    CONSTRAINT registration_sex_check CHECK ((sex = ANY (ARRAY['M'::text, 'F'::text]))),
    CONSTRAINT registration_stay_check CHECK ((stay = ANY (ARRAY['permanent'::text, 'temporary'::text]))),
    CONSTRAINT registration_superseded CHECK (((known_until IS NULL) = (superseded_by IS NULL))),
    CONSTRAINT registration_temporary_ends CHECK (((stay = 'permanent'::text) OR (until_day IS NOT NULL)))
);

COMMENT ON TABLE public.registration IS 'The register: appended versions, each with the act that made it and when it became known.';

COMMENT ON COLUMN public.registration.until_day IS 'The day the resident leaves, itself not counted; NULL is an open end.';

COMMENT ON COLUMN public.registration.is_last IS 'Whether it is the last of its person''s registrations of this stay; a new one must start after it.';

CREATE SEQUENCE public.registration_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 100;

ALTER SEQUENCE public.registration_id OWNED BY public.registration.id;

CREATE TABLE public.remembered_value (
    id bigint NOT NULL,
    institution_id bigint NOT NULL,
    column_name text NOT NULL,
    found text NOT NULL,
    value text NOT NULL,
    made_by bigint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT remembered_value_found_check CHECK ((found <> ''::text)),
    CONSTRAINT remembered_value_value_check CHECK ((value <> ''::text))
);

COMMENT ON TABLE public.remembered_value IS 'What an institution''s own spellings mean, read so in its next files.';

COMMENT ON COLUMN public.remembered_value.found IS 'The spelling in small letters with single blanks.';

COMMENT ON COLUMN public.remembered_value.value IS 'What it means, in stable form.';

ALTER TABLE public.remembered_value ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.remembered_value_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.repair (
    id bigint NOT NULL,
    petition_id bigint NOT NULL,
    institution_id bigint NOT NULL,
    kind text NOT NULL,
    column_name text NOT NULL,
    code text,
    found text,
    value text,
    is_remembered boolean DEFAULT false NOT NULL,
    rows integer DEFAULT 0 NOT NULL,
    made_by bigint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    undone_by bigint,
    undone_at timestamp with time zone,
    CONSTRAINT repair_holds_no_iin CHECK (((column_name <> 'iin'::text) OR ((kind = 'as_written'::text) AND (found IS NULL) AND (value IS NULL)))),
    CONSTRAINT repair_kind_check CHECK ((kind = ANY (ARRAY['value'::text, 'suggestions'::text, 'as_written'::text]))),
    CONSTRAINT repair_undone_by_somebody CHECK (((undone_by IS NULL) = (undone_at IS NULL)))
);

COMMENT ON TABLE public.repair IS 'What was changed in a draft''s rows after its check, so that it can be undone.';

COMMENT ON COLUMN public.repair.code IS 'The mistake that was mended in many rows; NULL when a cell of one row was changed.';

COMMENT ON COLUMN public.repair.found IS 'The text that stood in all of the cells; NULL when they were empty or each had its own.';

COMMENT ON COLUMN public.repair.value IS 'The text that was put into all of them; NULL when each got its own.';

ALTER TABLE public.repair ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.repair_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.repair_row (
    repair_id bigint NOT NULL,
    row_number integer NOT NULL,
    institution_id bigint NOT NULL,
    before text,
    after text,
    was_verbatim boolean NOT NULL
);

COMMENT ON TABLE public.repair_row IS 'A repaired cell before and after. Forgotten with its row, and when the petition is submitted: then nothing is undone any more.';

CREATE TABLE public.row_note (
    petition_id bigint NOT NULL,
    row_number integer NOT NULL,
    column_name text DEFAULT ''::text NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    decision_id bigint NOT NULL,
    text text NOT NULL,
    CONSTRAINT row_note_text_check CHECK (((text <> ''::text) AND (length(text) <= 1000)))
);

COMMENT ON TABLE public.row_note IS 'A reviewer''s note pinned to a cell of a returned row; no column means the whole row.';

CREATE TABLE public.row_outcome (
    petition_id bigint NOT NULL,
    row_number integer NOT NULL,
    institution_id bigint NOT NULL,
    authority_id bigint NOT NULL,
    outcome text NOT NULL,
    ground text,
    decision_id bigint,
    CONSTRAINT row_outcome_decided CHECK (((outcome = ANY (ARRAY['approved'::text, 'refused'::text, 'returned'::text])) = (decision_id IS NOT NULL))),
    CONSTRAINT row_outcome_ground_check CHECK ((ground = ANY (ARRAY['documents_unreliable'::text, 'rules_not_met'::text, 'no_consent'::text, 'no_owner_consent'::text, 'already_registered'::text, 'over_capacity'::text]))),
    CONSTRAINT row_outcome_outcome_check CHECK ((outcome = ANY (ARRAY['approved'::text, 'refused'::text, 'returned'::text, 'withdrawn'::text, 'moved'::text]))),
    CONSTRAINT row_outcome_refused_has_ground CHECK (((outcome = 'refused'::text) = (ground IS NOT NULL)))
);

COMMENT ON TABLE public.row_outcome IS 'What became of a row of a submitted petition; a row without one is pending.';

CREATE TABLE public.secret_key (
    fingerprint bytea NOT NULL,
    is_only boolean DEFAULT true NOT NULL,
    CONSTRAINT secret_key_fingerprint_check CHECK ((length(fingerprint) = 32)),
    CONSTRAINT secret_key_is_only_check CHECK (is_only)
);

COMMENT ON TABLE public.secret_key IS 'Tells by its fingerprint the key that persons are hashed with: a process with another key would take one person for two.';

CREATE TABLE public.session (
    token_hash bytea NOT NULL,
    account_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT session_token_hash_check CHECK ((length(token_hash) = 32))
);

COMMENT ON TABLE public.session IS 'Signed-in browsers; the cookie holds the token, this table only its SHA-256.';

CREATE TABLE public.sign_in_failure (
    login_hash bytea NOT NULL,
    at timestamp with time zone NOT NULL
);

COMMENT ON TABLE public.sign_in_failure IS 'Tries to sign in of the last minutes that failed or are not judged yet, to slow down guessing.';

COMMENT ON COLUMN public.sign_in_failure.login_hash IS 'SHA-256 of the login and the client''s address: people type passwords into the login, and a stranger must not keep its owner out.';

CREATE TABLE public.upload (
    id bigint NOT NULL,
    institution_id bigint NOT NULL,
    account_id bigint NOT NULL,
    state text NOT NULL,
    media_type text NOT NULL,
    bytes bigint DEFAULT 0 NOT NULL,
    sha256 bytea,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    bundle_id bigint,
    CONSTRAINT upload_bytes_check CHECK ((bytes >= 0)),
    CONSTRAINT upload_complete_has_hash CHECK (((state = 'complete'::text) = (sha256 IS NOT NULL))),
    CONSTRAINT upload_sha256_check CHECK ((length(sha256) = 32)),
    CONSTRAINT upload_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'complete'::text])))
);

COMMENT ON TABLE public.upload IS 'A file as it was sent; it is kept in chunks so that no connection waits for a client.';

COMMENT ON COLUMN public.upload.seen_at IS 'When its last chunk came.';

COMMENT ON COLUMN public.upload.bundle_id IS 'What it comes in with others, while they are received.';

CREATE TABLE public.upload_chunk (
    upload_id bigint NOT NULL,
    number integer NOT NULL,
    institution_id bigint NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT upload_chunk_number_check CHECK ((number >= 0))
);
ALTER TABLE ONLY public.upload_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

COMMENT ON TABLE public.upload_chunk IS 'The bytes of an upload in order.';

ALTER TABLE public.upload ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.upload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_login_once UNIQUE (login);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_once UNIQUE NULLS NOT DISTINCT (petition_id, row_number, kind, upload_id);

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.authority
    ADD CONSTRAINT authority_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.authority_territory
    ADD CONSTRAINT authority_territory_pkey PRIMARY KEY (kato_prefix);

ALTER TABLE ONLY public.check_progress
    ADD CONSTRAINT check_progress_pkey PRIMARY KEY (petition_id);

ALTER TABLE ONLY public.decision
    ADD CONSTRAINT decision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.function_set
    ADD CONSTRAINT function_set_checksum_key UNIQUE (checksum);

ALTER TABLE ONLY public.function_set
    ADD CONSTRAINT function_set_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.header_spelling
    ADD CONSTRAINT header_spelling_pkey PRIMARY KEY (institution_id, spelling);

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_person_once UNIQUE (premises_id, iin);

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (petition_id, row_number);

ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (account_id, key);

ALTER TABLE ONLY public.institution
    ADD CONSTRAINT institution_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.occupancy_entry
    ADD CONSTRAINT occupancy_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (iin);

ALTER TABLE ONLY public.petition_issue
    ADD CONSTRAINT petition_issue_pkey PRIMARY KEY (petition_id, id);

ALTER TABLE ONLY public.petition
    ADD CONSTRAINT petition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.petition_reading
    ADD CONSTRAINT petition_reading_pkey PRIMARY KEY (petition_id);

ALTER TABLE ONLY public.petition_row
    ADD CONSTRAINT petition_row_pkey PRIMARY KEY (petition_id, number);

ALTER TABLE ONLY public.policy_choice
    ADD CONSTRAINT policy_choice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.policy
    ADD CONSTRAINT policy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.policy
    ADD CONSTRAINT policy_text_once UNIQUE (fingerprint);

ALTER TABLE ONLY public.premises_day
    ADD CONSTRAINT premises_day_pkey PRIMARY KEY (premises_id, day);

ALTER TABLE ONLY public.premises_head
    ADD CONSTRAINT premises_head_pkey PRIMARY KEY (premises_id);

ALTER TABLE ONLY public.premises
    ADD CONSTRAINT premises_institution_id_name_key UNIQUE (institution_id, name);

ALTER TABLE ONLY public.premises
    ADD CONSTRAINT premises_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registration
    ADD CONSTRAINT registration_pkey PRIMARY KEY (id, version);

ALTER TABLE ONLY public.remembered_value
    ADD CONSTRAINT remembered_value_once UNIQUE (institution_id, column_name, found);

ALTER TABLE ONLY public.remembered_value
    ADD CONSTRAINT remembered_value_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.repair
    ADD CONSTRAINT repair_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.repair_row
    ADD CONSTRAINT repair_row_pkey PRIMARY KEY (repair_id, row_number);

ALTER TABLE ONLY public.row_note
    ADD CONSTRAINT row_note_pkey PRIMARY KEY (petition_id, row_number, column_name);

ALTER TABLE ONLY public.row_outcome
    ADD CONSTRAINT row_outcome_pkey PRIMARY KEY (petition_id, row_number);

ALTER TABLE ONLY public.secret_key
    ADD CONSTRAINT secret_key_is_only_key UNIQUE (is_only);

ALTER TABLE ONLY public.secret_key
    ADD CONSTRAINT secret_key_pkey PRIMARY KEY (fingerprint);

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.upload_chunk
    ADD CONSTRAINT upload_chunk_pkey PRIMARY KEY (upload_id, number);

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_pkey PRIMARY KEY (id);

CREATE INDEX attachment_of_institution ON public.attachment USING btree (institution_id);

CREATE INDEX attachment_of_upload ON public.attachment USING btree (upload_id);

CREATE INDEX audit_of_petition ON public.audit USING btree (petition_id, id) WHERE (petition_id IS NOT NULL);

CREATE UNIQUE INDEX decision_once ON public.decision USING btree (petition_id) WHERE (taken_back_at IS NULL);

CREATE INDEX hold_by_iin ON public.hold USING btree (iin);

CREATE INDEX job_open ON public.job USING btree (id) WHERE (finished_at IS NULL);

CREATE UNIQUE INDEX job_open_once ON public.job USING btree (petition_id, kind) WHERE (finished_at IS NULL);

CREATE INDEX occupancy_entry_of_premises ON public.occupancy_entry USING btree (premises_id, id);

CREATE INDEX petition_by_parent ON public.petition USING btree (parent_id) WHERE (parent_id IS NOT NULL);

CREATE INDEX petition_expiring ON public.petition USING btree (hold_until) WHERE (state = 'submitted'::text);

CREATE UNIQUE INDEX petition_file_once ON public.petition USING btree (premises_id, sha256) WHERE ((sha256 IS NOT NULL) AND (state = ANY (ARRAY['checking'::text, 'draft'::text, 'submitted'::text, 'in_review'::text, 'proposed'::text])));

CREATE INDEX petition_issue_by_row ON public.petition_issue USING btree (petition_id, row_number);

CREATE INDEX petition_of_authority ON public.petition USING btree (authority_id, state, decide_by, id) WHERE (submitted_at IS NOT NULL);

CREATE INDEX petition_of_group ON public.petition USING btree (group_id) WHERE (group_id IS NOT NULL);

CREATE INDEX petition_of_institution ON public.petition USING btree (institution_id, id DESC);

CREATE INDEX premises_by_authority ON public.premises USING btree (authority_id);

CREATE INDEX registration_at_premises ON public.registration USING btree (premises_id, from_day) WHERE (known_until IS NULL);

CREATE INDEX registration_by_act ON public.registration USING btree (decision_id);

CREATE INDEX registration_by_successor ON public.registration USING btree (superseded_by) WHERE (superseded_by IS NOT NULL);

CREATE UNIQUE INDEX registration_last_once ON public.registration USING btree (iin, stay) WHERE ((known_until IS NULL) AND is_last);

CREATE INDEX registration_of_person ON public.registration USING btree (iin);

CREATE INDEX repair_of_petition ON public.repair USING btree (petition_id, id DESC);

CREATE INDEX session_by_account ON public.session USING btree (account_id);

CREATE INDEX sign_in_failure_by_login ON public.sign_in_failure USING btree (login_hash, at);

CREATE INDEX upload_of_bundle ON public.upload USING btree (bundle_id) WHERE (bundle_id IS NOT NULL);

CREATE INDEX upload_receiving ON public.upload USING btree (institution_id) WHERE (state = 'receiving'::text);

CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION public.audit_refuse();

CREATE TRIGGER audit_only_added_to BEFORE DELETE OR UPDATE ON public.audit FOR EACH ROW EXECUTE FUNCTION public.audit_refuse();

CREATE TRIGGER decision_by_persons BEFORE INSERT OR UPDATE ON public.decision FOR EACH ROW EXECUTE FUNCTION public.decision_take_persons();

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES public.authority(id);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES public.institution(id);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_attached_by_fkey FOREIGN KEY (attached_by) REFERENCES public.account(id);

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES public.authority(id);

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES public.institution(id);

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES public.petition(id);

ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT attachment_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES public.upload(id);

ALTER TABLE ONLY public.authority
    ADD CONSTRAINT authority_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.authority(id);

ALTER TABLE ONLY public.authority_territory
    ADD CONSTRAINT authority_territory_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES public.authority(id);

ALTER TABLE ONLY public.check_progress
    ADD CONSTRAINT check_progress_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES public.petition(id);

ALTER TABLE ONLY public.decision
    ADD CONSTRAINT decision_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES public.account(id);

ALTER TABLE ONLY public.decision
    ADD CONSTRAINT decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.account(id);

ALTER TABLE ONLY public.decision
    ADD CONSTRAINT decision_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES public.petition(id);

ALTER TABLE ONLY public.header_spelling
    ADD CONSTRAINT header_spelling_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES public.institution(id);

ALTER TABLE ONLY public.header_spelling
    ADD CONSTRAINT header_spelling_taught_by_fkey FOREIGN KEY (taught_by) REFERENCES public.account(id);

ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES public.petition(id);

ALTER TABLE ONLY public.petition
    ADD CONSTRAINT petition_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES public.authority(id);

ALTER TABLE ONLY public.petition
    ADD CONSTRAINT petition_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES public.account(id);

ALTER TABLE ONLY public.petition
    ADD CONSTRAINT petition_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.account(id);

ALTER TABLE ONLY public.petition
    ADD CONSTRAINT petition_group_id_fkey FOREIGN KEY (group_id) REFERENCES public.petition(id);

ALTER TABLE ONLY public.petition
    ADD CONSTRAINT petition_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES public.institution(id);

ALTER TABLE ONLY public.petition
    ADD CONSTRAINT petition_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.petition(id);

ALTER TABLE ONLY public.petition
    ADD CONSTRAINT petition_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES public.policy(id);

ALTER TABLE ONLY public.petition
    ADD CONSTRAINT petition_premises_id_fkey FOREIGN KEY (premises_id) REFERENCES public.premises(id);

ALTER TABLE ONLY public.petition_reading
    ADD CONSTRAINT petition_reading_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES public.institution(id);

ALTER TABLE ONLY public.petition_reading
    ADD CONSTRAINT petition_reading_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES public.petition(id);

ALTER TABLE ONLY public.petition
    ADD CONSTRAINT petition_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES public.account(id);

ALTER TABLE ONLY public.petition
    ADD CONSTRAINT petition_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES public.upload(id);

ALTER TABLE ONLY public.policy_choice
    ADD CONSTRAINT policy_choice_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES public.policy(id);

ALTER TABLE ONLY public.premises
    ADD CONSTRAINT premises_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES public.authority(id);

ALTER TABLE ONLY public.premises_day
    ADD CONSTRAINT premises_day_premises_id_fkey FOREIGN KEY (premises_id) REFERENCES public.premises(id);

ALTER TABLE ONLY public.premises_head
    ADD CONSTRAINT premises_head_premises_id_fkey FOREIGN KEY (premises_id) REFERENCES public.premises(id);

ALTER TABLE ONLY public.premises
    ADD CONSTRAINT premises_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES public.institution(id);

ALTER TABLE ONLY public.remembered_value
    ADD CONSTRAINT remembered_value_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES public.institution(id);

ALTER TABLE ONLY public.remembered_value
    ADD CONSTRAINT remembered_value_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.account(id);

ALTER TABLE ONLY public.repair
    ADD CONSTRAINT repair_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES public.institution(id);

ALTER TABLE ONLY public.repair
    ADD CONSTRAINT repair_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.account(id);

ALTER TABLE ONLY public.repair
    ADD CONSTRAINT repair_petition_id_fkey FOREIGN KEY (petition_id) REFERENCES public.petition(id);

ALTER TABLE ONLY public.repair
    ADD CONSTRAINT repair_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES public.account(id);

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_bundle_id_fkey FOREIGN KEY (bundle_id) REFERENCES public.upload(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.upload_chunk
    ADD CONSTRAINT upload_chunk_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES public.upload(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES public.institution(id);

CREATE POLICY administered ON public.policy FOR INSERT TO tirkeu_web WITH CHECK ((( SELECT public.caller_role() AS caller_role) = 'operator'::text));

CREATE POLICY administered ON public.policy_choice FOR INSERT TO tirkeu_web WITH CHECK ((( SELECT public.caller_role() AS caller_role) = 'operator'::text));

CREATE POLICY administered ON public.premises TO tirkeu_web USING ((( SELECT public.caller_role() AS caller_role) = 'operator'::text));

CREATE POLICY administered ON public.premises_day FOR SELECT TO tirkeu_web USING ((( SELECT public.caller_role() AS caller_role) = 'operator'::text));

CREATE POLICY administered ON public.premises_head FOR SELECT TO tirkeu_web USING ((( SELECT public.caller_role() AS caller_role) = 'operator'::text));

CREATE POLICY attached ON public.attachment TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) AND (EXISTS ( SELECT
   FROM public.petition p
  WHERE ((p.id = attachment.petition_id) AND (p.state = 'draft'::text))))));

ALTER TABLE public.attachment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit ENABLE ROW LEVEL SECURITY;

CREATE POLICY audited ON public.petition FOR SELECT TO tirkeu_web USING ((( SELECT public.caller_role() AS caller_role) = 'auditor'::text));

ALTER TABLE public.check_progress ENABLE ROW LEVEL SECURITY;

CREATE POLICY decided ON public.decision TO tirkeu_web USING ((authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])));

CREATE POLICY decided ON public.row_note TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[]))));

CREATE POLICY decided ON public.row_outcome TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[]))));

ALTER TABLE public.decision ENABLE ROW LEVEL SECURITY;

CREATE POLICY filed ON public.petition TO tirkeu_web USING (((submitted_at IS NOT NULL) AND (authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[]))));

ALTER TABLE public.header_spelling ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.hold ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.job ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.occupancy_entry ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON public.check_progress TO tirkeu_web USING ((institution_id = ( SELECT public.caller_institution() AS caller_institution)));

CREATE POLICY own ON public.header_spelling TO tirkeu_web USING ((institution_id = ( SELECT public.caller_institution() AS caller_institution)));

CREATE POLICY own ON public.job TO tirkeu_web USING ((institution_id = ( SELECT public.caller_institution() AS caller_institution)));

CREATE POLICY own ON public.petition TO tirkeu_web USING ((institution_id = ( SELECT public.caller_institution() AS caller_institution)));

CREATE POLICY own ON public.petition_reading TO tirkeu_web USING ((institution_id = ( SELECT public.caller_institution() AS caller_institution)));

CREATE POLICY own ON public.remembered_value TO tirkeu_web USING ((institution_id = ( SELECT public.caller_institution() AS caller_institution)));

CREATE POLICY own ON public.repair TO tirkeu_web USING ((institution_id = ( SELECT public.caller_institution() AS caller_institution)));

CREATE POLICY own ON public.repair_row TO tirkeu_web USING ((institution_id = ( SELECT public.caller_institution() AS caller_institution)));

CREATE POLICY own ON public.upload TO tirkeu_web USING ((institution_id = ( SELECT public.caller_institution() AS caller_institution)));

CREATE POLICY own ON public.upload_chunk TO tirkeu_web USING ((institution_id = ( SELECT public.caller_institution() AS caller_institution)));

ALTER TABLE public.petition ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.petition_issue ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.petition_reading ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.petition_row ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.policy ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.policy_choice ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.premises ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.premises_day ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.premises_head ENABLE ROW LEVEL SECURITY;

CREATE POLICY read_by_all ON public.policy FOR SELECT TO tirkeu_web, tirkeu_auditor USING (true);

CREATE POLICY read_by_all ON public.policy_choice FOR SELECT TO tirkeu_web, tirkeu_auditor USING (true);

CREATE POLICY read_by_auditor ON public.audit FOR SELECT TO tirkeu_auditor USING (true);

CREATE POLICY read_by_auditor ON public.decision FOR SELECT TO tirkeu_auditor USING (true);

CREATE POLICY read_by_auditor ON public.occupancy_entry FOR SELECT TO tirkeu_auditor USING (true);

CREATE POLICY read_by_auditor ON public.petition FOR SELECT TO tirkeu_auditor USING (true);

CREATE POLICY read_by_auditor ON public.premises FOR SELECT TO tirkeu_auditor USING (true);

CREATE POLICY read_by_auditor ON public.registration FOR SELECT TO tirkeu_auditor USING (true);

CREATE POLICY read_by_auditor ON public.row_outcome FOR SELECT TO tirkeu_auditor USING (true);

ALTER TABLE public.registration ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.remembered_value ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.repair ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.repair_row ENABLE ROW LEVEL SECURITY;

CREATE POLICY repaired ON public.petition_issue TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) AND (EXISTS ( SELECT
   FROM public.petition p
  WHERE ((p.id = petition_issue.petition_id) AND (p.submitted_at IS NULL))))));

CREATE POLICY repaired ON public.petition_row TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) AND (EXISTS ( SELECT
   FROM public.petition p
  WHERE ((p.id = petition_row.petition_id) AND (p.submitted_at IS NULL))))));

ALTER TABLE public.row_note ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.row_outcome ENABLE ROW LEVEL SECURITY;

CREATE POLICY seen ON public.attachment FOR SELECT TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text) OR ((authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) AND (EXISTS ( SELECT
   FROM public.petition p
  WHERE ((p.id = attachment.petition_id) AND (p.submitted_at IS NOT NULL)))))));

CREATE POLICY seen ON public.audit FOR SELECT TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text)));

CREATE POLICY seen ON public.decision FOR SELECT TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text)));

CREATE POLICY seen ON public.hold FOR SELECT TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text)));

CREATE POLICY seen ON public.occupancy_entry FOR SELECT TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text)));

CREATE POLICY seen ON public.petition_issue FOR SELECT TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text) OR ((authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) AND (EXISTS ( SELECT
   FROM public.petition p
  WHERE ((p.id = petition_issue.petition_id) AND (p.submitted_at IS NOT NULL)))))));

CREATE POLICY seen ON public.petition_row FOR SELECT TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text) OR ((authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) AND (EXISTS ( SELECT
   FROM public.petition p
  WHERE ((p.id = petition_row.petition_id) AND (p.submitted_at IS NOT NULL)))))));

CREATE POLICY seen ON public.premises FOR SELECT TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text)));

CREATE POLICY seen ON public.premises_day FOR SELECT TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text)));

CREATE POLICY seen ON public.premises_head FOR SELECT TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text)));

CREATE POLICY seen ON public.registration FOR SELECT TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text)));

CREATE POLICY seen ON public.row_note FOR SELECT TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text)));

CREATE POLICY seen ON public.row_outcome FOR SELECT TO tirkeu_web USING (((institution_id = ( SELECT public.caller_institution() AS caller_institution)) OR (authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text)));

CREATE POLICY shown ON public.upload FOR SELECT TO tirkeu_web USING ((EXISTS ( SELECT
   FROM public.attachment a
  WHERE ((a.upload_id = upload.id) AND ((a.authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[])) OR (( SELECT public.caller_role() AS caller_role) = 'auditor'::text))))));

CREATE POLICY shown ON public.upload_chunk FOR SELECT TO tirkeu_web USING ((EXISTS ( SELECT
   FROM public.attachment a
  WHERE ((a.upload_id = upload_chunk.upload_id) AND (a.authority_id = ANY (( SELECT public.caller_authorities() AS caller_authorities)::bigint[]))))));

CREATE POLICY told ON public.audit FOR INSERT TO tirkeu_web WITH CHECK (true);

ALTER TABLE public.upload ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.upload_chunk ENABLE ROW LEVEL SECURITY;

GRANT ALL ON SCHEMA public TO tirkeu_owner;

REVOKE ALL ON FUNCTION public.attachments_copy(the_petition bigint, former bigint, heres integer[], theres integer[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.attachments_follow(the_petition bigint, former bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.attachments_follow(the_petition bigint, former bigint) TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.attachments_require(the_petition bigint, kinds text[], numbers integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.attachments_require(the_petition bigint, kinds text[], numbers integer[]) TO tirkeu_web;
GRANT ALL ON FUNCTION public.attachments_require(the_petition bigint, kinds text[], numbers integer[]) TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.audit_refuse() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.caller_authorities() FROM PUBLIC;
GRANT ALL ON FUNCTION public.caller_authorities() TO tirkeu_web;
GRANT ALL ON FUNCTION public.caller_authorities() TO tirkeu_worker;
GRANT ALL ON FUNCTION public.caller_authorities() TO tirkeu_auditor;

REVOKE ALL ON FUNCTION public.caller_institution() FROM PUBLIC;
GRANT ALL ON FUNCTION public.caller_institution() TO tirkeu_web;
GRANT ALL ON FUNCTION public.caller_institution() TO tirkeu_worker;
GRANT ALL ON FUNCTION public.caller_institution() TO tirkeu_auditor;

REVOKE ALL ON FUNCTION public.caller_role() FROM PUBLIC;
GRANT ALL ON FUNCTION public.caller_role() TO tirkeu_web;
GRANT ALL ON FUNCTION public.caller_role() TO tirkeu_worker;
GRANT ALL ON FUNCTION public.caller_role() TO tirkeu_auditor;

REVOKE ALL ON FUNCTION public.check_content(the_petition bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.check_content(the_petition bigint) TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.check_forecast(the_petition bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.check_forecast(the_petition bigint) TO tirkeu_web;
GRANT ALL ON FUNCTION public.check_forecast(the_petition bigint) TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.check_register(the_petition bigint, numbers integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.check_register(the_petition bigint, numbers integer[]) TO tirkeu_web;
GRANT ALL ON FUNCTION public.check_register(the_petition bigint, numbers integer[]) TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.days_of(from_day date, until_day date, first_day date, horizon date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.days_of(from_day date, until_day date, first_day date, horizon date) TO tirkeu_web;
GRANT ALL ON FUNCTION public.days_of(from_day date, until_day date, first_day date, horizon date) TO tirkeu_worker;
GRANT ALL ON FUNCTION public.days_of(from_day date, until_day date, first_day date, horizon date) TO tirkeu_auditor;

REVOKE ALL ON FUNCTION public.decision_take_persons() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.hold_release(the_petition bigint, the_cause text, the_account bigint, now timestamp with time zone, OUT asked integer, OUT granted integer, OUT days_over date[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.hold_release(the_petition bigint, the_cause text, the_account bigint, now timestamp with time zone, OUT asked integer, OUT granted integer, OUT days_over date[]) TO tirkeu_web;
GRANT ALL ON FUNCTION public.hold_release(the_petition bigint, the_cause text, the_account bigint, now timestamp with time zone, OUT asked integer, OUT granted integer, OUT days_over date[]) TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.hold_take(the_petition bigint, numbers integer[], the_account bigint, now timestamp with time zone, OUT asked integer, OUT granted integer, OUT days_over date[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.hold_take(the_petition bigint, numbers integer[], the_account bigint, now timestamp with time zone, OUT asked integer, OUT granted integer, OUT days_over date[]) TO tirkeu_web;

REVOKE ALL ON FUNCTION public.is_found_by_comparing(code text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.is_found_by_comparing(code text) TO tirkeu_web;
GRANT ALL ON FUNCTION public.is_found_by_comparing(code text) TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.occupancy_apply(the_cause text, the_petition bigint, the_account bigint, now timestamp with time zone, load_premises bigint[], load_days daterange[], load_held integer[], load_registered integer[], OUT asked integer, OUT granted integer, OUT days_over date[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.person_elsewhere(the_petition bigint, numbers integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.person_elsewhere(the_petition bigint, numbers integer[]) TO tirkeu_web;

REVOKE ALL ON FUNCTION public.person_lock(the_petition bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.person_lock(the_petition bigint) TO tirkeu_web;

REVOKE ALL ON FUNCTION public.persons_known(asked bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.persons_known(asked bigint[]) TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.petition_carry(the_petition bigint, former bigint, numbers integer[], formers integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.petition_carry(the_petition bigint, former bigint, numbers integer[], formers integer[]) TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.petition_difference(here bigint, there bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.petition_difference(here bigint, there bigint) TO tirkeu_web;
GRANT ALL ON FUNCTION public.petition_difference(here bigint, there bigint) TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.petition_make_child(the_petition bigint, numbers integer[], now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.petition_make_child(the_petition bigint, numbers integer[], now timestamp with time zone) TO tirkeu_web;

REVOKE ALL ON FUNCTION public.petition_set_policy(the_petition bigint, the_policy bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.petition_set_policy(the_petition bigint, the_policy bigint) TO tirkeu_web;

REVOKE ALL ON FUNCTION public.petition_split(the_petition bigint, the_premises bigint, numbers integer[], now timestamp with time zone, OUT sibling bigint, OUT file_errors integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.petition_split(the_petition bigint, the_premises bigint, numbers integer[], now timestamp with time zone, OUT sibling bigint, OUT file_errors integer) TO tirkeu_web;
GRANT ALL ON FUNCTION public.petition_split(the_petition bigint, the_premises bigint, numbers integer[], now timestamp with time zone, OUT sibling bigint, OUT file_errors integer) TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.premises_extend(the_premises bigint, new_horizon date, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.premises_extend(the_premises bigint, new_horizon date, now timestamp with time zone) TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.premises_lock(the_premises bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.premises_lock(the_premises bigint[]) TO tirkeu_web;
GRANT ALL ON FUNCTION public.premises_lock(the_premises bigint[]) TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.premises_open(the_premises bigint, the_first_day date, the_horizon date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.premises_open(the_premises bigint, the_first_day date, the_horizon date) TO tirkeu_web;

REVOKE ALL ON FUNCTION public.premises_set_places(the_premises bigint, new_places integer, since date, the_account bigint, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.premises_set_places(the_premises bigint, new_places integer, since date, the_account bigint, now timestamp with time zone) TO tirkeu_web;

REVOKE ALL ON FUNCTION public.register_conflicts(the_petition bigint, numbers integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.register_conflicts(the_petition bigint, numbers integer[]) TO tirkeu_web;

REVOKE ALL ON FUNCTION public.register_conflicts_told(the_petition bigint, numbers integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.register_conflicts_told(the_petition bigint, numbers integer[]) TO tirkeu_web;

REVOKE ALL ON FUNCTION public.register_enter(the_decision bigint, the_petition bigint, numbers integer[], now timestamp with time zone, OUT ended integer, OUT entered integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.register_enter(the_decision bigint, the_petition bigint, numbers integer[], now timestamp with time zone, OUT ended integer, OUT entered integer) TO tirkeu_web;

REVOKE ALL ON FUNCTION public.register_premises(the_petition bigint, numbers integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.register_premises(the_petition bigint, numbers integer[]) TO tirkeu_web;

REVOKE ALL ON FUNCTION public.register_settle(the_decision bigint, the_petition bigint, the_account bigint, now timestamp with time zone, OUT asked integer, OUT granted integer, OUT days_over date[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.register_settle(the_decision bigint, the_petition bigint, the_account bigint, now timestamp with time zone, OUT asked integer, OUT granted integer, OUT days_over date[]) TO tirkeu_web;

REVOKE ALL ON FUNCTION public.repairs_follow(the_petition bigint, the_sibling bigint, numbers integer[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_act(the_decision bigint, the_petition bigint, numbers integer[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_draft(the_petition bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_operator() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_party(the_petition bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_reader(the_petition bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.rows_in_siblings(the_petition bigint, persons bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rows_in_siblings(the_petition bigint, persons bigint[]) TO tirkeu_web;
GRANT ALL ON FUNCTION public.rows_in_siblings(the_petition bigint, persons bigint[]) TO tirkeu_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.petition_row TO tirkeu_web;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.petition_row TO tirkeu_worker;

REVOKE ALL ON FUNCTION public.rows_numbered(the_petition bigint, numbers integer[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.rows_of_persons(the_petition bigint, persons bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rows_of_persons(the_petition bigint, persons bigint[]) TO tirkeu_web;

REVOKE ALL ON FUNCTION public.rows_of_same_person(the_petition bigint, numbers integer[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.siblings_of(the_petition bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.siblings_of(the_petition bigint) TO tirkeu_web;
GRANT ALL ON FUNCTION public.siblings_of(the_petition bigint) TO tirkeu_worker;

GRANT SELECT,INSERT ON TABLE public.account TO tirkeu_web;
GRANT SELECT ON TABLE public.account TO tirkeu_worker;

GRANT UPDATE(password) ON TABLE public.account TO tirkeu_web;

GRANT UPDATE(language) ON TABLE public.account TO tirkeu_web;

GRANT UPDATE(disabled_at) ON TABLE public.account TO tirkeu_web;

GRANT SELECT,INSERT,UPDATE ON TABLE public.api_token TO tirkeu_web;

GRANT SELECT,INSERT,DELETE ON TABLE public.attachment TO tirkeu_web;

GRANT SELECT,INSERT ON TABLE public.audit TO tirkeu_web;
GRANT SELECT,INSERT ON TABLE public.audit TO tirkeu_worker;
GRANT SELECT ON TABLE public.audit TO tirkeu_auditor;

GRANT SELECT,INSERT,UPDATE ON TABLE public.authority TO tirkeu_web;
GRANT SELECT ON TABLE public.authority TO tirkeu_auditor;

GRANT SELECT,INSERT ON TABLE public.authority_territory TO tirkeu_web;

GRANT SELECT,INSERT,UPDATE ON TABLE public.check_progress TO tirkeu_web;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.check_progress TO tirkeu_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.decision TO tirkeu_web;
GRANT SELECT ON TABLE public.decision TO tirkeu_worker;
GRANT SELECT ON TABLE public.decision TO tirkeu_auditor;

GRANT SELECT ON TABLE public.function_set TO tirkeu_web;
GRANT SELECT ON TABLE public.function_set TO tirkeu_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.header_spelling TO tirkeu_web;
GRANT SELECT ON TABLE public.header_spelling TO tirkeu_worker;

GRANT SELECT ON TABLE public.hold TO tirkeu_web;
GRANT SELECT ON TABLE public.hold TO tirkeu_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_key TO tirkeu_web;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_key TO tirkeu_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.institution TO tirkeu_web;
GRANT SELECT ON TABLE public.institution TO tirkeu_worker;
GRANT SELECT ON TABLE public.institution TO tirkeu_auditor;

GRANT SELECT,INSERT ON TABLE public.job TO tirkeu_web;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.job TO tirkeu_worker;

GRANT SELECT ON TABLE public.migration TO tirkeu_web;
GRANT SELECT ON TABLE public.migration TO tirkeu_worker;

GRANT SELECT ON TABLE public.occupancy_entry TO tirkeu_web;
GRANT SELECT ON TABLE public.occupancy_entry TO tirkeu_worker;
GRANT SELECT ON TABLE public.occupancy_entry TO tirkeu_auditor;

GRANT SELECT,INSERT ON TABLE public.petition TO tirkeu_web;
GRANT SELECT,UPDATE ON TABLE public.petition TO tirkeu_worker;
GRANT SELECT ON TABLE public.petition TO tirkeu_auditor;

GRANT UPDATE(state) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(version) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(layout) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(rows) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(sound) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(warned) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(faulty) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(blank) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(file_errors) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(fits) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(first_day_over) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(submitted_by) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(submitted_at) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(decide_by) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(hold_until) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(claimed_by) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(claimed_at) ON TABLE public.petition TO tirkeu_web;

GRANT UPDATE(decided_at) ON TABLE public.petition TO tirkeu_web;

GRANT SELECT,INSERT,DELETE ON TABLE public.petition_issue TO tirkeu_web;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.petition_issue TO tirkeu_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.petition_reading TO tirkeu_web;
GRANT SELECT,INSERT,UPDATE ON TABLE public.petition_reading TO tirkeu_worker;

GRANT SELECT,INSERT ON TABLE public.policy TO tirkeu_web;
GRANT SELECT ON TABLE public.policy TO tirkeu_worker;
GRANT SELECT ON TABLE public.policy TO tirkeu_auditor;

GRANT SELECT,INSERT ON TABLE public.policy_choice TO tirkeu_web;
GRANT SELECT ON TABLE public.policy_choice TO tirkeu_worker;
GRANT SELECT ON TABLE public.policy_choice TO tirkeu_auditor;

GRANT SELECT,INSERT,UPDATE ON TABLE public.premises TO tirkeu_web;
GRANT SELECT ON TABLE public.premises TO tirkeu_worker;
GRANT SELECT ON TABLE public.premises TO tirkeu_auditor;

GRANT SELECT ON TABLE public.premises_day TO tirkeu_web;
GRANT SELECT ON TABLE public.premises_day TO tirkeu_worker;

GRANT SELECT ON TABLE public.premises_head TO tirkeu_web;
GRANT SELECT ON TABLE public.premises_head TO tirkeu_worker;

GRANT SELECT ON TABLE public.registration TO tirkeu_web;
GRANT SELECT ON TABLE public.registration TO tirkeu_worker;
GRANT SELECT ON TABLE public.registration TO tirkeu_auditor;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.remembered_value TO tirkeu_web;
GRANT SELECT ON TABLE public.remembered_value TO tirkeu_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.repair TO tirkeu_web;

GRANT SELECT,INSERT,DELETE ON TABLE public.repair_row TO tirkeu_web;

GRANT SELECT,INSERT ON TABLE public.row_note TO tirkeu_web;

GRANT SELECT,INSERT ON TABLE public.row_outcome TO tirkeu_web;
GRANT SELECT,INSERT ON TABLE public.row_outcome TO tirkeu_worker;
GRANT SELECT ON TABLE public.row_outcome TO tirkeu_auditor;

GRANT SELECT,INSERT ON TABLE public.secret_key TO tirkeu_web;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.session TO tirkeu_web;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.session TO tirkeu_worker;

GRANT SELECT,INSERT,DELETE ON TABLE public.sign_in_failure TO tirkeu_web;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sign_in_failure TO tirkeu_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.upload TO tirkeu_web;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.upload TO tirkeu_worker;

GRANT SELECT,INSERT ON TABLE public.upload_chunk TO tirkeu_web;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.upload_chunk TO tirkeu_worker;

ALTER DEFAULT PRIVILEGES FOR ROLE tirkeu_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;
