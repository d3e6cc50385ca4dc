-- How many suspected violations became public each month, in which category?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per month and category, no month skipped, for the categories that occur; then one row
-- per category whose records are coarser than a month, its month null.
--
--   month         as 2024-10, of the day the source made the case public; null where it is coarser
--   category      category of the violation; `unknown` where the source gives none
--   violations    cases
WITH records AS (
    SELECT month_of(reported_from, reported_to) AS month, reported_from, reported_to, category,
           violations
    FROM counted_reports(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[]
    )
    WHERE NOT is_preliminary
),
bounds AS (
    SELECT coalesce($from::DATE, min(reported_from) FILTER (month IS NOT NULL)) AS first_day,
           coalesce($to::DATE, max(reported_to) FILTER (month IS NOT NULL)) AS last_day
    FROM records
),
months AS (
    SELECT * FROM months_between((SELECT first_day FROM bounds), (SELECT last_day FROM bounds))
),
categories AS (
    SELECT DISTINCT category FROM records
),
slots AS (
    SELECT month, category FROM months CROSS JOIN categories
    UNION
    SELECT DISTINCT month, category FROM records
),
series AS (
    SELECT s.month, s.category, coalesce(sum(r.violations), 0)::BIGINT AS violations
    FROM slots s
    LEFT JOIN records r ON r.category = s.category AND r.month IS NOT DISTINCT FROM s.month
    GROUP BY s.month, s.category
    ORDER BY s.month NULLS LAST, s.category
)
SELECT * FROM series
