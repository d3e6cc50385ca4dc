-- Where were cases forwarded, and how many of them are answered there?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow); $today: the day as of which it
-- stands; $first_day_counts: whether the day of forwarding is the first of the days since then.
-- Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per region with a forwarded case, in the order of region codes: provinces where no
-- place is chosen, else kabupaten/kota, and for each province one row for the cases that name none.
--
--   region_code, region_name     of the kabupaten/kota, else of the province
--   province_code
--   regency_code       null in a province's row
--   forwarded          cases
--   answered           of them, with an answer on record by $today
--   waiting            of them, without one
--   waiting_undated    of the waiting, those whose day of forwarding is not known
--   median_days, longest_days    days since the forwarding of those waiting with a known day; null
--                      where there are none
WITH cases AS (
    SELECT * FROM forwarded_cases(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[],
        $today::DATE, $first_day_counts::BOOLEAN
    )
),
placed AS (
    SELECT *,
           CASE WHEN len($provinces::VARCHAR[]) + len($regencies::VARCHAR[]) > 0
                THEN regency_code END AS shown_regency
    FROM cases
),
counted AS (
    SELECT province_code, shown_regency AS regency_code, count(*) AS forwarded,
           count(*) FILTER (answered) AS answered,
           count(*) FILTER (NOT answered) AS waiting,
           count(*) FILTER (NOT answered AND forwarded_on IS NULL) AS waiting_undated,
           median(waits_days)::DOUBLE AS median_days,
           max(waits_days)::BIGINT AS longest_days
    FROM placed
    GROUP BY province_code, shown_regency
),
by_region AS (
    SELECT coalesce(c.regency_code, c.province_code) AS region_code,
           coalesce(r.name, p.name) AS region_name,
           c.*
    FROM counted c
    JOIN provinces p ON p.province_code = c.province_code
    LEFT JOIN regencies r ON r.regency_code = c.regency_code
    ORDER BY c.province_code, c.regency_code NULLS LAST
)
SELECT * FROM by_region
