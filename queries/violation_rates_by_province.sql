-- How many cases per 100,000 inhabitants does each province have?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per province, all 38, or the chosen ones. With regencies chosen, only their cases and
-- inhabitants count.
--
--   province_code, province_name
--   violations                     cases in the period, those that name no regency included
--   population, population_year    inhabitants, and the year they were counted
--   violations_per_100k            cases per 100,000 inhabitants; null under 3 cases
WITH inhabitants AS (
    SELECT province_code, population, population_year
    FROM provinces
    WHERE len($regencies::VARCHAR[]) = 0
    UNION ALL
    SELECT province_code, sum(population)::BIGINT, max(population_year)
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[])
    WHERE len($regencies::VARCHAR[]) > 0
    GROUP BY province_code
),
case_totals AS (
    SELECT province_code, count(*) AS violations
    FROM cases_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
    GROUP BY province_code
),
rates AS (
    SELECT i.province_code,
           p.name AS province_name,
           coalesce(c.violations, 0) AS violations,
           i.population,
           i.population_year,
           rate_per_100k(c.violations, i.population) AS violations_per_100k
    FROM inhabitants i
    JOIN provinces p USING (province_code)
    LEFT JOIN case_totals c USING (province_code)
    WHERE chosen($provinces::VARCHAR[], i.province_code)
    ORDER BY i.province_code
)
SELECT * FROM rates
