-- Which are the last days of all deadlines that start on one day?
--
-- Parameters: $from, the day on which the clock starts. $first_day_counts, $joint_leave_free and
-- $follow_up_days: the settings of these names.
-- Grain: one row per regime and step of the table of deadlines, in the law's order
-- (rules/deadlines.md). Days are null without $from, and where the holidays of a year are not known.
--
--   regime                pemilu | pilkada | both
--   step                  as in data/reference/deadlines.csv, like the next six columns
--   clock_starts, ends    columns of violations; null where the records have no such day
--   days, days_with_extension, day_type, basis, confidence
--   last_day              null where the law does not say how to count the days
--   last_day_extended     the same of the extended time; null where the step cannot be extended
--   last_day_calendar     where the law does not say how to count: counted in calendar days
--   last_day_working      the same counted in working days
WITH rules AS (
    SELECT *, coalesce(days_with_extension, days) AS longest
    FROM deadlines_in_force($follow_up_days::BIGINT)
),
dated AS (
    SELECT r.*,
           last_calendar_day($from::DATE, r.days, $first_day_counts::BOOLEAN) AS calendar_day,
           last_calendar_day($from::DATE, r.longest, $first_day_counts::BOOLEAN)
               AS calendar_day_extended,
           w.last_day AS working_day,
           x.last_day AS working_day_extended
    FROM rules r
    LEFT JOIN last_working_days(
        $first_day_counts::BOOLEAN, $joint_leave_free::BOOLEAN, $follow_up_days::BIGINT
    ) w ON w.started_on = $from::DATE AND w.days = r.days
    LEFT JOIN last_working_days(
        $first_day_counts::BOOLEAN, $joint_leave_free::BOOLEAN, $follow_up_days::BIGINT
    ) x ON x.started_on = $from::DATE AND x.days = r.longest
),
days AS (
    SELECT regime, step, clock_starts, ends, days, days_with_extension, day_type, basis, confidence,
           CASE day_type WHEN 'calendar' THEN calendar_day WHEN 'working' THEN working_day END
               AS last_day,
           CASE WHEN days_with_extension IS NOT NULL THEN
               CASE day_type
                    WHEN 'calendar' THEN calendar_day_extended
                    WHEN 'working' THEN working_day_extended END
           END AS last_day_extended,
           CASE day_type WHEN 'unspecified' THEN calendar_day END AS last_day_calendar,
           CASE day_type WHEN 'unspecified' THEN working_day END AS last_day_working
    FROM dated
    ORDER BY list_position(['pemilu', 'pilkada', 'both'], regime), step_place(step)
)
SELECT * FROM days
