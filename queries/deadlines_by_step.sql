-- Were the law's deadlines kept, step by step?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- $today: the day as of which it is asked. $data_complete, $first_day_counts, $joint_leave_free and
-- $follow_up_days: the settings of these names.
-- Grain: one row per regime of the cases and step with a deadline whose days records can hold, in the
-- law's order (rules/deadlines.md); none where there is no case.
--
--   regime                pemilu | pilkada: that of the cases' election
--   step                  as in data/reference/deadlines.csv
--   days                  until its last day
--   days_with_extension   the same in all where it may be extended; null where it may not
--   day_type              working | calendar | unspecified
--   basis, confidence     as in data/reference/deadlines.csv
--   cases                 that have reached the step: the sum of the four states
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
verdicts AS (
    SELECT regime, step, verdict, count(*) AS n FROM found GROUP BY regime, step, verdict
),
regimes AS (
    SELECT DISTINCT regime
    FROM cases_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    JOIN elections USING (election)
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
),
counted AS (
    SELECT d.regime, d.step, d.days, d.days_with_extension, d.day_type, d.basis, d.confidence,
           deadline_counts(v.verdict, v.n) AS counts
    FROM deadlines_on_record($follow_up_days::BIGINT) d
    JOIN regimes USING (regime)
    LEFT JOIN verdicts v USING (regime, step)
    GROUP BY ALL
),
by_step AS (
    SELECT * EXCLUDE (counts), unnest(counts) FROM counted ORDER BY regime, step_place(step)
),
named AS (
    SELECT * RENAME (steps AS cases) FROM by_step
)
SELECT * FROM named
