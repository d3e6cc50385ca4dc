-- Prevention beside reported cases: four quadrants (rules/gaps.md), and the time around the first day
-- of a Pokja or a signing (rules/before_and_after.md).

CREATE MACRO gap_quadrant(has_prevention, has_cases) AS
    CASE WHEN has_prevention AND has_cases THEN 'both'
         WHEN has_prevention THEN 'prevention_only'
         WHEN has_cases THEN 'cases_only'
         ELSE 'neither' END;

-- The length of a step of the series around the day, in days.
CREATE MACRO step_days() AS 30;

-- One row per regency and election with a Pokja (`event` other than `signing`) or a signing at regency
-- level by `today`. event_on, event_until: first and last possible day of the earliest record.
-- left_out: why the time around it is not compared; null where it is.
CREATE MACRO first_events(elections, event, window_days, today) AS TABLE
    WITH records AS (
        SELECT regency_code, election,
               -- In the order in which the earliest record is chosen.
               {
                   'date_from': date_from,
                   'date_to': date_to,
                   'was_there': event <> 'signing' AND pokja = 'exists',
                   'doubtful': date_doubtful
               } AS record
        FROM activity_regencies_by(elections, today)
        WHERE CASE WHEN event = 'signing' THEN is_regency_signing(signed, scope)
                   ELSE is_regency_pokja(level, pokja, forum) END
    ),
    earliest AS (
        SELECT regency_code, election, min(record) AS first_record
        FROM records
        GROUP BY regency_code, election
    ),
    begun AS (
        SELECT election, date_from AS begun_on FROM activities
        UNION ALL
        SELECT election, reported_from FROM violations
    ),
    beginnings AS (
        SELECT election, min(begun_on) AS data_from FROM begun GROUP BY election
    )
    SELECT e.regency_code,
           e.election,
           e.first_record.date_from AS event_on,
           e.first_record.date_to AS event_until,
           CASE WHEN e.first_record.was_there THEN 'exists'
                WHEN e.first_record.date_from <> e.first_record.date_to
                     OR e.first_record.doubtful THEN 'day_unknown'
                WHEN e.first_record.date_from - window_days::INTEGER < b.data_from
                    THEN 'begins_before_data'
                WHEN e.first_record.date_from + window_days::INTEGER - 1 > today
                    THEN 'ends_after_today'
           END AS left_out
    FROM earliest e
    JOIN beginnings b USING (election);

-- Where a case lies beside the day: both its first and its last possible day count. The day itself is
-- the first one after. `undecided`: it may lie in the time around the day, or beside it.
CREATE MACRO side_of_day(days_from, days_until, window_days) AS
    CASE WHEN days_from >= -window_days AND days_until < 0 THEN 'before'
         WHEN days_from >= 0 AND days_until < window_days THEN 'after'
         WHEN days_until >= -window_days AND days_from < window_days THEN 'undecided' END;

-- One row per case of the facets and the places around a first event that is compared.
--   days_from, days_until    its first and last possible day, in days after the event's
--   side                     before | after | undecided
CREATE MACRO cases_around(
    provinces, regencies_chosen, elections, categories, subjects, channels, origins,
    event, window_days, today
) AS TABLE
    WITH placed AS (
        SELECT v.violation_id, v.regency_code, v.election,
               v.reported_from - f.event_on AS days_from,
               v.reported_to - f.event_on AS days_until
        FROM cases_in(provinces, regencies_chosen, elections, NULL::DATE, NULL::DATE) v
        JOIN first_events(elections, event, window_days, today) f
            ON f.regency_code = v.regency_code AND f.election = v.election AND f.left_out IS NULL
        WHERE case_is_of(
            v.category, v.subject, v.channel, v.origin, categories, subjects, channels, origins
        )
    )
    SELECT *, side_of_day(days_from, days_until, window_days) AS side
    FROM placed
    WHERE side_of_day(days_from, days_until, window_days) IS NOT NULL;
