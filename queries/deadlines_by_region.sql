-- Were the law's deadlines kept, region by region?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- $today: the day as of which it is asked. $data_complete, $first_day_counts, $joint_leave_free and
-- $follow_up_days: the settings of these names.
-- Grain: one row per province, all 38; where provinces or regencies are chosen one row per regency of
-- the choice, and one for the cases that name no regency, if there are any. By region code, that last.
-- A step is counted once for each case that has reached it (rules/deadlines.md).
--
--   region_code           of the province or regency; null where a case names no regency
--   region_name           null there
--   cases                 cases of the filter
--   steps                 steps with a deadline: the sum of the four states
--   kept                  the step ended by its last day
--   kept_by_extension     of them, those that only the extended time keeps: whether it was ordered is
--                         not on record
--   missed                it ended later; where the records are declared complete also without an end
--   running               not ended, its last day not past
--   running_by_extension  of them, those that only the extended time lets run
--   unknown               everything else, namely
--   start_unknown         its first day is not on record
--   end_unknown           it has ended, the day is not on record
--   no_end_recorded       its last day is past, no end is on record
--   day_type_unknown      working and calendar days give two answers, and the law does not say which
--   calendar_unknown      working days of years for which no holidays are known
WITH found AS (
    SELECT * FROM deadlines_of_cases(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[],
        $today::DATE, $data_complete::BOOLEAN, $first_day_counts::BOOLEAN,
        $joint_leave_free::BOOLEAN, $follow_up_days::BIGINT
    )
),
by_regency AS (
    SELECT len($provinces::VARCHAR[]) + len($regencies::VARCHAR[]) > 0 AS wanted
),
verdicts AS (
    SELECT CASE WHEN wanted THEN regency_code ELSE province_code END AS region_code, verdict,
           count(*) AS n
    FROM found, by_regency
    GROUP BY ALL
),
cases AS (
    SELECT CASE WHEN wanted THEN regency_code ELSE province_code END AS region_code,
           count(*) AS cases
    FROM cases_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    ), by_regency
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
    GROUP BY ALL
),
regions AS (
    SELECT province_code AS region_code, name AS region_name
    FROM provinces, by_regency
    WHERE NOT wanted
    UNION ALL
    SELECT regency_code, name
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]), by_regency
    WHERE wanted
    UNION ALL
    SELECT NULL, NULL
    FROM cases
    WHERE region_code IS NULL
),
counted AS (
    SELECT r.region_code, r.region_name,
           coalesce(any_value(c.cases), 0) AS cases,
           deadline_counts(v.verdict, v.n) AS counts
    FROM regions r
    LEFT JOIN cases c ON c.region_code IS NOT DISTINCT FROM r.region_code
    LEFT JOIN verdicts v ON v.region_code IS NOT DISTINCT FROM r.region_code
    GROUP BY r.region_code, r.region_name
),
by_region AS (
    SELECT * EXCLUDE (counts), unnest(counts) FROM counted ORDER BY region_code NULLS LAST
)
SELECT * FROM by_region
