-- What a check finds by comparing rows with each other and with the register, as issues.

CREATE OR REPLACE FUNCTION persons_known(asked bigint[]) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
-- in the order of their IINs, as the index has them; a hash of everybody would grow with the register
SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off AS $$
    SELECT iin FROM person WHERE iin = ANY (asked)
$$;
COMMENT ON FUNCTION persons_known IS
    'Those of some persons who were ever in a submitted petition, as all are whom the register or an open petition may say something of.';

CREATE OR REPLACE FUNCTION is_found_by_comparing(code text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT code IN ('row.duplicate_iin', 'register.already_here', 'register.later_exists', 'register.not_here', 'register.elsewhere',
        'petition.open_here', 'petition.open_elsewhere')
$$;
COMMENT ON FUNCTION is_found_by_comparing IS 'Whether check_register finds an issue of this code.';

CREATE OR REPLACE FUNCTION rows_of_persons(the_petition bigint, persons bigint[]) RETURNS SETOF integer
LANGUAGE sql STABLE SET search_path = public, pg_temp
-- rows written a moment ago are in no statistics, and a nested loop over a hundred thousand persons would never end
SET enable_nestloop = off AS $$
    SELECT number FROM petition_row WHERE petition_id = the_petition AND iin IN (SELECT iin FROM unnest(persons) AS iin)
$$;
COMMENT ON FUNCTION rows_of_persons IS 'The rows of a petition that are about some persons.';

CREATE OR REPLACE FUNCTION check_register(the_petition bigint, numbers integer[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- rows copied a moment ago are in no statistics: the joins go from the rows, in the order written, to what an index finds
SET join_collapse_limit = 1 SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET jit = off AS $$
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
COMMENT ON FUNCTION check_register IS
    'Adds the issues of rows against each other, the register and open petitions, and their states. All rows of a person are among numbers.';

CREATE OR REPLACE FUNCTION check_forecast(the_petition bigint)
RETURNS TABLE (day date, places integer, held integer, registered integer, asked integer)
-- rows copied a moment ago are in no statistics, and a nested loop over an aggregate would never end; what is left of such
-- loops then looks so dear that a second would go into compiling it
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET enable_nestloop = off SET enable_seqscan = off SET jit = off AS $$
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
COMMENT ON FUNCTION check_forecast IS 'The days on which a petition''s unblocked rows ask for places, with what is there already.';
