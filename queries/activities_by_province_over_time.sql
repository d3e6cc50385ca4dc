-- How many prevention activities took place in each province, month by month?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow).
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types).
-- Grain: one row per province with an activity and month, no month skipped, the same months for all
-- of them; then one row per province whose records are coarser than a month, its month null. An event
-- in several provinces counts once in each; one that names no province is in none.
--
--   month                           as 2024-10; null for records coarser than a month
--   province_code, province_name
--   activities                      activities
WITH records AS (
    SELECT month_of(date_from, date_to) AS month, date_from, date_to
    FROM counted_activities(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
),
located AS (
    SELECT month_of(date_from, date_to) AS month, province_code, sum(activities) AS activities
    FROM counted_activities_of_provinces(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
    GROUP BY ALL
),
counted AS (
    SELECT l.month, l.province_code, p.name AS province_name, l.activities
    FROM located l
    JOIN provinces p USING (province_code)
    WHERE province_code IN (
        SELECT province_code FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[])
    )
),
bounds AS (
    SELECT coalesce($from::DATE, min(date_from) FILTER (month IS NOT NULL)) AS first_day,
           coalesce($to::DATE, max(date_to) FILTER (month IS NOT NULL)) AS last_day
    FROM records
),
months AS (
    SELECT * FROM months_between((SELECT first_day FROM bounds), (SELECT last_day FROM bounds))
),
slots AS (
    SELECT month, province_code, province_name
    FROM months CROSS JOIN (SELECT DISTINCT province_code, province_name FROM counted)
    UNION
    SELECT month, province_code, province_name FROM counted
),
series AS (
    SELECT s.month, s.province_code, s.province_name,
           coalesce(c.activities, 0)::BIGINT AS activities
    FROM slots s
    LEFT JOIN counted c
        ON c.province_code = s.province_code AND c.month IS NOT DISTINCT FROM s.month
    ORDER BY s.month NULLS LAST, s.province_code
)
SELECT * FROM series
