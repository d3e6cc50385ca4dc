-- Which cases have a deadline that is running, was missed, is past without an end, or was kept?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- $today: the day as of which it is asked. $data_complete, $first_day_counts, $joint_leave_free and
-- $follow_up_days: the settings of these names.
-- $states: the states to list (running, missed, no_end_recorded, kept), empty or null for all;
-- $first_row (from 0) and $row_count: a part of the rows, null for all; $decided: only of cases that
-- the plenary has decided.
-- Grain: one row per case and step of which something is known: running, the nearest last day first;
-- missed; then those whose last day is past without an end on record; kept. The oldest last day first.
--
--   violation_id
--   province_code, regency_code, district_code   the latter two null where the source names none
--   election, regime, step, days, days_with_extension, day_type, confidence
--   started_on            first day of the step
--   last_day              of the time without extension; the earlier one of two ways to count
--   last_day_extended     null where the step cannot be extended
--   last_day_working      counted in working days, where the law does not say how to count; else null
--   ended_on              null where not on record
--   state                 running | missed | no_end_recorded | kept
--   by_extension          only the extended time keeps it, or lets it run
--   days_left             calendar days from $today to the last day that holds; null unless running
--   days_over             calendar days from the latest last day to the end, without one to $today; null
--                         unless missed or without an end
WITH found AS (
    SELECT * FROM deadlines_of_cases(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[],
        $today::DATE, $data_complete::BOOLEAN, $first_day_counts::BOOLEAN,
        $joint_leave_free::BOOLEAN, $follow_up_days::BIGINT
    )
),
known AS (
    SELECT *,
           CASE verdict
                WHEN 'kept_by_extension' THEN 'kept'
                WHEN 'running_by_extension' THEN 'running'
                ELSE verdict END AS state,
           verdict IN ('kept_by_extension', 'running_by_extension') AS by_extension,
           greatest(last_day, last_day_extended, last_day_working) AS latest_day
    FROM found
    WHERE verdict IN (
        'running', 'running_by_extension', 'missed', 'no_end_recorded', 'kept', 'kept_by_extension'
    )
),
asked AS (
    SELECT *,
           list_position(['running', 'missed', 'no_end_recorded', 'kept'], state) AS place,
           CASE WHEN by_extension THEN last_day_extended ELSE last_day END AS nearest_day
    FROM known
    WHERE chosen(coalesce($states::VARCHAR[], []), state)
      AND (
          NOT coalesce($decided::BOOLEAN, false)
          OR violation_id IN (
              SELECT violation_id FROM violations
              WHERE plenary_decided(status, decided_on, forwarded_on, sanctioned_on)
          )
      )
),
listed AS (
    SELECT violation_id, province_code, regency_code, district_code, election, regime, step, days,
           days_with_extension, day_type, confidence, started_on, last_day, last_day_extended,
           last_day_working, ended_on, state, by_extension,
           CASE WHEN state = 'running' THEN nearest_day - $today::DATE END AS days_left,
           CASE WHEN state IN ('missed', 'no_end_recorded')
                THEN coalesce(ended_on, $today::DATE) - latest_day END AS days_over
    FROM asked
    ORDER BY place, nearest_day, started_on, step_place(step), violation_id
    LIMIT $row_count::BIGINT OFFSET $first_row::BIGINT
)
SELECT * FROM listed
