-- Deadlines (rules/deadlines.md): working days, the last day of a step, and whether it was kept.
--
-- first_day_counts, joint_leave_free, follow_up_days, data_complete: the settings of these names.

-- In the law's order; a case takes some of them.
CREATE MACRO step_place(step) AS list_position(
    [
        'report_filed', 'finding_declared', 'finding_traced', 'initial_study', 'handling',
        'police_investigation', 'prosecutor_return', 'file_resubmission', 'file_to_court',
        'district_court', 'appeal_filed', 'appeal_file_sent', 'high_court', 'ppk_follow_up'
    ],
    step
);

-- The table of deadlines with the days that hold here.
CREATE MACRO deadlines_in_force(follow_up_days) AS TABLE
    SELECT * REPLACE (CASE step WHEN 'ppk_follow_up' THEN follow_up_days ELSE days END AS days)
    FROM deadlines;

-- The deadlines whose days records can hold, a row per regime of an election: `both` becomes two.
CREATE MACRO deadlines_on_record(follow_up_days) AS TABLE
    SELECT d.* REPLACE (r.regime AS regime)
    FROM deadlines_in_force(follow_up_days) d
    JOIN (SELECT DISTINCT regime FROM elections) r ON d.regime IN (r.regime, 'both')
    WHERE d.clock_starts IS NOT NULL;

-- One row per day of the years of the holiday table. Nothing is known of other years.
CREATE MACRO calendar_days(joint_leave_free) AS TABLE
    WITH years AS (
        SELECT date_trunc('year', min(day)) AS first_day,
               date_trunc('year', max(day)) + INTERVAL 1 YEAR - INTERVAL 1 DAY AS last_day
        FROM public_holidays
    ),
    days AS (
        SELECT unnest(generate_series(first_day, last_day, INTERVAL 1 DAY))::DATE AS day FROM years
    ),
    free_days AS (
        SELECT DISTINCT day
        FROM public_holidays
        WHERE kind = 'libur_nasional' OR joint_leave_free
    ),
    marked AS (
        SELECT d.day, isodow(d.day) <= 5 AND f.day IS NULL AS is_working
        FROM days d
        LEFT JOIN free_days f USING (day)
    )
    SELECT day, is_working, count_if(is_working) OVER (ORDER BY day) AS working_days_so_far
    FROM marked;

-- One row per day a clock may start on and number of days that some deadline counts in working days:
-- the last of them. Where it lies outside the calendar there is no row.
CREATE MACRO last_working_days(first_day_counts, joint_leave_free, follow_up_days) AS TABLE
    WITH calendar AS (
        FROM calendar_days(joint_leave_free)
    ),
    lengths AS (
        SELECT DISTINCT unnest([days, days_with_extension]) AS days
        FROM deadlines_in_force(follow_up_days)
        WHERE day_type <> 'calendar'
    ),
    starts AS (
        SELECT day AS started_on,
               CASE WHEN first_day_counts AND is_working THEN working_days_so_far - 1
                    ELSE working_days_so_far END AS working_days_before
        FROM calendar
    )
    SELECT s.started_on, l.days, c.day AS last_day
    FROM starts s
    CROSS JOIN lengths l
    JOIN calendar c ON c.is_working AND c.working_days_so_far = s.working_days_before + l.days;

CREATE MACRO last_calendar_day(started_on, days, first_day_counts) AS
    (started_on + days::INTEGER - first_day_counts::INTEGER)::DATE;

-- What became of a step whose first day is known, by one way to count its days. `later_on`: the first
-- known day of a later step, on which this one had ended; `is_past`: it has ended, on whatever day;
-- `end_is_never_on_record`: whether it has ended cannot be known once its last day is past.
CREATE MACRO step_verdict(
    last_day, last_day_extended, ended_on, later_on, is_past, end_is_never_on_record, as_of,
    data_complete
) AS
    CASE WHEN last_day IS NULL THEN 'calendar_unknown'
         WHEN ended_on <= last_day THEN 'kept'
         WHEN ended_on IS NULL AND later_on <= last_day THEN 'kept'
         WHEN ended_on IS NULL AND is_past THEN 'end_unknown'
         WHEN ended_on IS NULL AND as_of <= last_day THEN 'running'
         -- Only from here on it matters where the extended time ends.
         WHEN last_day_extended IS NULL THEN 'calendar_unknown'
         WHEN ended_on <= last_day_extended THEN 'kept_by_extension'
         WHEN ended_on IS NOT NULL THEN 'missed'
         WHEN as_of <= last_day_extended THEN 'running_by_extension'
         WHEN end_is_never_on_record THEN 'end_unknown'
         WHEN data_complete THEN 'missed'
         ELSE 'no_end_recorded' END;

-- The verdict where both ways to count agree on it, else why there is none.
CREATE MACRO agreed_verdict(one, other) AS
    CASE WHEN one = other THEN one
         WHEN one IN ('kept', 'kept_by_extension') AND other IN ('kept', 'kept_by_extension')
         THEN 'kept_by_extension'
         WHEN one IN ('running', 'running_by_extension')
              AND other IN ('running', 'running_by_extension')
         THEN 'running_by_extension'
         WHEN 'calendar_unknown' IN (one, other) THEN 'calendar_unknown'
         ELSE 'day_type_unknown' END;

-- How many of some verdicts there are, as a struct: `n` of each. The last five add up to `unknown`,
-- which with kept, missed and running adds up to `steps`.
CREATE MACRO deadline_counts(verdict, n) AS {
    'steps': coalesce(sum(n), 0)::BIGINT,
    'kept': coalesce(sum(n) FILTER (verdict IN ('kept', 'kept_by_extension')), 0)::BIGINT,
    'kept_by_extension': coalesce(sum(n) FILTER (verdict = 'kept_by_extension'), 0)::BIGINT,
    'missed': coalesce(sum(n) FILTER (verdict = 'missed'), 0)::BIGINT,
    'running': coalesce(sum(n) FILTER (verdict IN ('running', 'running_by_extension')), 0)::BIGINT,
    'running_by_extension':
        coalesce(sum(n) FILTER (verdict = 'running_by_extension'), 0)::BIGINT,
    'unknown': coalesce(sum(n) FILTER (
        verdict IN (
            'start_unknown', 'end_unknown', 'no_end_recorded', 'day_type_unknown',
            'calendar_unknown'
        )
    ), 0)::BIGINT,
    'start_unknown': coalesce(sum(n) FILTER (verdict = 'start_unknown'), 0)::BIGINT,
    'end_unknown': coalesce(sum(n) FILTER (verdict = 'end_unknown'), 0)::BIGINT,
    'no_end_recorded': coalesce(sum(n) FILTER (verdict = 'no_end_recorded'), 0)::BIGINT,
    'day_type_unknown': coalesce(sum(n) FILTER (verdict = 'day_type_unknown'), 0)::BIGINT,
    'calendar_unknown': coalesce(sum(n) FILTER (verdict = 'calendar_unknown'), 0)::BIGINT
};

-- One row per case of the filter and step with a deadline that it has reached by the day `as_of`; the
-- days are those known by then. Columns:
--
--   violation_id, province_code, regency_code, district_code, election, regime
--   step, days, days_with_extension, day_type, confidence   as in the table of deadlines
--   started_on, ended_on      null where not known
--   last_day                  null where it is not known; the earlier one of two ways to count
--   last_day_extended         null where the step cannot be extended
--   last_day_working          the later one of two ways to count, where the law does not say which
--   verdict                   kept | kept_by_extension | missed | running | running_by_extension |
--                             start_unknown | end_unknown | no_end_recorded | day_type_unknown |
--                             calendar_unknown
CREATE MACRO deadlines_of_cases(
    provinces_chosen, regencies_chosen, elections_chosen, period_first, period_last,
    categories, subjects, channels, origins,
    as_of, data_complete, first_day_counts, joint_leave_free, follow_up_days
) AS TABLE
    WITH cases AS NOT MATERIALIZED (
        SELECT v.violation_id, v.origin, v.province_code, v.regency_code, v.district_code,
               v.election, e.regime, v.status, v.sanction, v.forwarded_to,
               v.known_on, v.received_on, v.registered_on, v.decided_on, v.forwarded_on,
               v.sanctioned_on,
               CASE WHEN v.registered_on <= as_of THEN v.registered_on END AS registered,
               CASE WHEN v.decided_on <= as_of THEN v.decided_on END AS decided,
               CASE WHEN v.forwarded_on <= as_of THEN v.forwarded_on END AS forwarded,
               CASE WHEN v.sanctioned_on <= as_of THEN v.sanctioned_on END AS sanctioned
        FROM cases_in(
            provinces_chosen, regencies_chosen, elections_chosen, period_first, period_last
        ) v
        JOIN elections e USING (election)
        WHERE case_is_of(
            v.category, v.subject, v.channel, v.origin, categories, subjects, channels, origins
        )
    ),
    -- What each step runs between, the first known day of a later step, whether it has ended, and for
    -- which cases it is a step.
    steps AS (
        SELECT 'report_filed' AS step, violation_id, province_code, regency_code, district_code,
               election, regime, known_on AS started_on, received_on AS ends_on,
               coalesce(registered, decided, forwarded, sanctioned) AS later_on,
               true AS has_gone_on
        FROM cases
        WHERE origin = 'laporan'
        UNION ALL
        SELECT 'initial_study', violation_id, province_code, regency_code, district_code,
               election, regime, received_on, registered_on,
               coalesce(decided, forwarded, sanctioned),
               status = 'tidak_diregistrasi'
                   OR reached_registration(status, registered, decided, forwarded, sanctioned)
        FROM cases
        WHERE origin = 'laporan'
        UNION ALL
        SELECT CASE regime WHEN 'pemilu' THEN 'finding_declared' ELSE 'finding_traced' END,
               violation_id, province_code, regency_code, district_code,
               election, regime, known_on, registered_on,
               coalesce(decided, forwarded, sanctioned),
               status = 'tidak_diregistrasi'
                   OR reached_registration(status, registered, decided, forwarded, sanctioned)
        FROM cases
        WHERE origin = 'temuan'
        UNION ALL
        SELECT 'handling', violation_id, province_code, regency_code, district_code,
               election, regime, registered_on, decided_on,
               coalesce(forwarded, sanctioned),
               reached_decision(status, decided, forwarded, sanctioned)
        FROM cases
        WHERE reached_registration(status, registered, decided, forwarded, sanctioned)
        UNION ALL
        SELECT 'police_investigation', violation_id, province_code, regency_code, district_code,
               election, regime, forwarded_on, NULL,
               sanctioned,
               is_answered(status, sanction, sanctioned)
        FROM cases
        WHERE regime = 'pilkada' AND forwarded_to = 'gakkumdu'
          AND reached_forwarding(status, forwarded, sanctioned)
        UNION ALL
        SELECT 'ppk_follow_up', violation_id, province_code, regency_code, district_code,
               election, regime, forwarded_on, sanctioned_on,
               NULL,
               is_answered(status, sanction, sanctioned)
        FROM cases
        WHERE forwarded_to IN ('kasn', 'bkn', 'ppk', 'bupati')
          AND reached_forwarding(status, forwarded, sanctioned)
    ),
    begun AS (
        SELECT s.* EXCLUDE (has_gone_on, ends_on),
               r.days, r.days_with_extension, r.day_type, r.confidence,
               CASE WHEN r.day_type <> 'calendar' THEN r.days END AS working_days,
               CASE WHEN r.day_type <> 'calendar'
                    THEN coalesce(r.days_with_extension, r.days) END AS working_days_extended,
               CASE WHEN s.ends_on <= as_of THEN s.ends_on END AS ended_on,
               -- An end on a later day says that the step had not ended before.
               s.has_gone_on AND NOT coalesce(s.ends_on > as_of, false) AS is_past,
               r.ends IS NULL AS end_is_never_on_record
        FROM steps s
        JOIN deadlines_on_record(follow_up_days) r USING (regime, step)
        WHERE s.started_on IS NULL OR s.started_on <= as_of
    ),
    dated AS (
        SELECT b.*,
               last_calendar_day(b.started_on, b.days, first_day_counts) AS calendar_day,
               last_calendar_day(
                   b.started_on, coalesce(b.days_with_extension, b.days), first_day_counts
               ) AS calendar_day_extended,
               w.last_day AS working_day,
               x.last_day AS working_day_extended
        FROM begun b
        LEFT JOIN last_working_days(first_day_counts, joint_leave_free, follow_up_days) w
            ON w.started_on = b.started_on AND w.days = b.working_days
        LEFT JOIN last_working_days(first_day_counts, joint_leave_free, follow_up_days) x
            ON x.started_on = b.started_on AND x.days = b.working_days_extended
    )
    SELECT violation_id, province_code, regency_code, district_code, election, regime, step, days,
           days_with_extension, day_type, confidence, started_on, ended_on,
           CASE day_type WHEN 'working' THEN working_day ELSE calendar_day END AS last_day,
           CASE WHEN days_with_extension IS NULL THEN NULL
                WHEN day_type = 'working' THEN working_day_extended
                ELSE calendar_day_extended END AS last_day_extended,
           CASE day_type WHEN 'unspecified' THEN working_day_extended END AS last_day_working,
           CASE WHEN started_on IS NULL THEN 'start_unknown'
                WHEN day_type = 'calendar' THEN step_verdict(
                    calendar_day, calendar_day_extended, ended_on, later_on, is_past,
                    end_is_never_on_record, as_of, data_complete
                )
                WHEN day_type = 'working' THEN step_verdict(
                    working_day, working_day_extended, ended_on, later_on, is_past,
                    end_is_never_on_record, as_of, data_complete
                )
                ELSE agreed_verdict(
                    step_verdict(
                        calendar_day, calendar_day_extended, ended_on, later_on, is_past,
                        end_is_never_on_record, as_of, data_complete
                    ),
                    step_verdict(
                        working_day, working_day_extended, ended_on, later_on, is_past,
                        end_is_never_on_record, as_of, data_complete
                    )
                ) END AS verdict
    FROM dated;
