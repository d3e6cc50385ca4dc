-- How do reported cases lie around the first Pokja or signing, in steps of 30 days?
--
-- Parameters: $provinces, $regencies, $elections, $today, $event, $window_days and the facets of cases
-- ($categories, $subjects, $channels, $origins): those of cases_around_prevention. Counted are the same
-- regencies and elections.
-- Grain: one row per step of 30 days, counted from the day itself, none skipped; the outermost steps end
-- with the windows. Then one row for cases in a window that may lie in several steps, where there are
-- any, its step null. No rows where no regency is compared.
--
--   days_from, days_until    first and last day of the step, in days after the day itself
--   violations               cases whose possible days all lie in the step
WITH counted AS (
    SELECT coalesce($window_days::BIGINT, 90) AS window_days,
           count(*) AS events
    FROM first_events(
        $elections::VARCHAR[], coalesce($event::VARCHAR, 'pokja'),
        coalesce($window_days::BIGINT, 90), $today::DATE
    ) e
    JOIN regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) USING (regency_code)
    WHERE e.left_out IS NULL
),
ordered_steps AS (
    SELECT window_days,
           unnest(generate_series(
               -ceil(window_days / step_days())::BIGINT, ceil(window_days / step_days())::BIGINT - 1
           )) AS step
    FROM counted
    WHERE events > 0
),
steps AS (
    SELECT step,
           greatest(step * step_days(), -window_days) AS days_from,
           least(step * step_days() + step_days(), window_days) - 1 AS days_until
    FROM ordered_steps
),
cases AS (
    SELECT CASE WHEN floor(days_from / step_days()) = floor(days_until / step_days())
                THEN floor(days_from / step_days())::BIGINT END AS step
    FROM cases_around(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[],
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[],
        coalesce($event::VARCHAR, 'pokja'), coalesce($window_days::BIGINT, 90), $today::DATE
    )
    WHERE side <> 'undecided'
),
totals AS (
    SELECT step, count(*) AS violations FROM cases GROUP BY step
),
series AS (
    SELECT s.days_from, s.days_until, coalesce(t.violations, 0) AS violations
    FROM steps s
    FULL JOIN totals t ON t.step = s.step
    ORDER BY s.days_from NULLS LAST
)
SELECT * FROM series
