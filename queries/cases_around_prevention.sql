-- How many cases became public before and after the first Pokja or signing of each regency?
--
-- Parameters: $provinces, $regencies, $elections, $today: the windows end by it. The first day of the
-- period cuts none of them.
-- Cases are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- $event: pokja | signing; a Pokja where it is null. $window_days: days before and after; 90 where null.
-- Grain: one row per regency and election with such an event by $today, by code, also those that are
-- not compared (rules/before_and_after.md). Two counts side by side; neither explains the other.
--
--   election                  the one that the event serves and the cases belong to
--   regency_code, regency_name, province_code, province_name
--   event_on, event_until     first and last possible day of the earliest record
--   left_out                  exists | day_unknown | begins_before_data | ends_after_today; null where
--                             the two windows are compared
--   cases_before              cases of the same election in the days before; null where left out
--   cases_after               cases from the day itself on, over as many days; null where left out
--   cases_undecided           cases whose day may lie on either side or outside; null where left out
WITH events AS (
    SELECT * FROM first_events(
        $elections::VARCHAR[], coalesce($event::VARCHAR, 'pokja'),
        coalesce($window_days::BIGINT, 90), $today::DATE
    )
),
cases AS (
    SELECT regency_code, election,
           count(*) FILTER (side = 'before') AS cases_before,
           count(*) FILTER (side = 'after') AS cases_after,
           count(*) FILTER (side = 'undecided') AS cases_undecided
    FROM cases_around(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[],
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[],
        coalesce($event::VARCHAR, 'pokja'), coalesce($window_days::BIGINT, 90), $today::DATE
    )
    GROUP BY regency_code, election
),
around AS (
    SELECT e.election,
           r.regency_code,
           r.name AS regency_name,
           r.province_code,
           r.province_name,
           e.event_on,
           e.event_until,
           e.left_out,
           CASE WHEN e.left_out IS NULL THEN coalesce(c.cases_before, 0) END AS cases_before,
           CASE WHEN e.left_out IS NULL THEN coalesce(c.cases_after, 0) END AS cases_after,
           CASE WHEN e.left_out IS NULL THEN coalesce(c.cases_undecided, 0) END AS cases_undecided
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r
    JOIN events e USING (regency_code)
    LEFT JOIN cases c USING (regency_code, election)
    ORDER BY r.regency_code, e.election
)
SELECT * FROM around
