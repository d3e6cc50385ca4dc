-- How many cases per 100,000 inhabitants does each kabupaten/kota have?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per regency, all 514, or those of the chosen provinces and regencies.
--
--   regency_code, regency_name, province_code, province_name
--   violations                     cases in the period
--   population, population_year    inhabitants, and the year they were counted
--   violations_per_100k            cases per 100,000 inhabitants; null under 3 cases
WITH case_totals AS (
    SELECT regency_code, count(*) AS violations
    FROM cases_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
    GROUP BY regency_code
),
rates AS (
    SELECT r.regency_code,
           r.name AS regency_name,
           r.province_code,
           r.province_name,
           coalesce(c.violations, 0) AS violations,
           r.population,
           r.population_year,
           rate_per_100k(c.violations, r.population) AS violations_per_100k
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r
    LEFT JOIN case_totals c USING (regency_code)
    ORDER BY r.regency_code
)
SELECT * FROM rates
