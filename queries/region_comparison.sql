-- How do the numbers of a place stand beside those of its province and the country?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to. Pokja and signings are states, activities
-- and violations flows.
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types)
-- and the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per chosen regency, by code; then one per province of the chosen places, all 38 where
-- none is chosen, by code; then one for the nation.
--
--   level                    regency | province | nation
--   region_code, region_name   null for the nation
--   regencies                regencies in it, the denominator
--   regencies_with_pokja     of them, with a Pokja (state)
--   regencies_signed         of them, signed at regency level (state)
--   districts                kecamatan in it
--   districts_signed         of them, with a signing of their own (state)
--   activities               activities in the period; a joint event counts once
--   activities_by_regency    the same counted in each of its regencies that they name
--   activities_per_regency   activities_by_regency divided by regencies
--   violations               cases in the period
--   population, population_year   inhabitants, and of which year
--   violations_per_100k      cases per 100,000 inhabitants; null under 3 cases
WITH places AS (
    SELECT 'regency' AS level, regency_code AS region_code, name AS region_name
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[])
    WHERE len($regencies::VARCHAR[]) > 0
    UNION ALL
    SELECT DISTINCT 'province', province_code, province_name
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[])
    UNION ALL
    SELECT 'nation', NULL, NULL
),
district_totals AS (
    SELECT regency_code, count(*) AS districts FROM districts GROUP BY regency_code
),
named_totals AS (
    SELECT regency_code, sum(activities)::BIGINT AS activities
    FROM counted_activities_of_regencies(
        $elections::VARCHAR[], $from::DATE, $to::DATE, $kinds::VARCHAR[], $levels::VARCHAR[],
        $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
    GROUP BY regency_code
),
regency_states AS (
    SELECT r.regency_code,
           r.province_code,
           s.first_pokja_on,
           s.first_signing_on,
           coalesce(s.districts_signed, 0) AS districts_signed,
           coalesce(d.districts, 0) AS districts,
           coalesce(n.activities, 0) AS activities,
           r.population,
           r.population_year
    FROM regencies r
    LEFT JOIN coverage_states($elections::VARCHAR[], $to::DATE) s USING (regency_code)
    LEFT JOIN district_totals d USING (regency_code)
    LEFT JOIN named_totals n USING (regency_code)
),
in_levels AS (
    SELECT 'regency' AS level, regency_code AS region_code, * FROM regency_states
    UNION ALL
    SELECT 'province', province_code, * FROM regency_states
    UNION ALL
    SELECT 'nation', NULL, * FROM regency_states
),
regency_totals AS (
    SELECT level,
           region_code,
           count(*) AS regencies,
           count(first_pokja_on) AS regencies_with_pokja,
           count(first_signing_on) AS regencies_signed,
           sum(districts)::BIGINT AS districts,
           sum(districts_signed)::BIGINT AS districts_signed,
           sum(activities)::BIGINT AS activities_by_regency
    FROM in_levels
    GROUP BY level, region_code
),
inhabitants AS (
    SELECT 'regency' AS level, regency_code AS region_code, population, population_year
    FROM regencies
    UNION ALL
    SELECT 'province', province_code, population, population_year FROM provinces
    UNION ALL
    SELECT 'nation', NULL, sum(population)::BIGINT, max(population_year) FROM provinces
),
activity_totals AS (
    SELECT 'regency' AS level, regency_code AS region_code, activities FROM named_totals
    UNION ALL
    SELECT 'province', province_code, sum(activities)::BIGINT
    FROM counted_activities_of_provinces(
        []::VARCHAR[], []::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
    GROUP BY province_code
    UNION ALL
    SELECT 'nation', NULL, sum(activities)::BIGINT
    FROM counted_activities(
        []::VARCHAR[], []::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
),
cases_of_provinces AS (
    SELECT province_code, sum(violations)::BIGINT AS violations
    FROM counted_cases_of_provinces(
        []::VARCHAR[], []::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[]
    )
    GROUP BY province_code
),
case_totals AS (
    SELECT 'regency' AS level, regency_code AS region_code, sum(violations)::BIGINT AS violations
    FROM counted_cases_of_regencies(
        []::VARCHAR[], []::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[]
    )
    GROUP BY regency_code
    UNION ALL
    SELECT 'province', province_code, violations FROM cases_of_provinces
    UNION ALL
    SELECT 'nation', NULL, sum(violations)::BIGINT FROM cases_of_provinces
),
comparison AS (
    SELECT p.level,
           p.region_code,
           p.region_name,
           t.regencies,
           t.regencies_with_pokja,
           t.regencies_signed,
           t.districts,
           t.districts_signed,
           coalesce(a.activities, 0) AS activities,
           t.activities_by_regency,
           t.activities_by_regency / t.regencies AS activities_per_regency,
           coalesce(c.violations, 0) AS violations,
           i.population,
           i.population_year,
           rate_per_100k(c.violations, i.population) AS violations_per_100k
    FROM places p
    JOIN regency_totals t
        ON t.level = p.level AND t.region_code IS NOT DISTINCT FROM p.region_code
    JOIN inhabitants i
        ON i.level = p.level AND i.region_code IS NOT DISTINCT FROM p.region_code
    LEFT JOIN activity_totals a
        ON a.level = p.level AND a.region_code IS NOT DISTINCT FROM p.region_code
    LEFT JOIN case_totals c
        ON c.level = p.level AND c.region_code IS NOT DISTINCT FROM p.region_code
    ORDER BY list_position(['regency', 'province', 'nation'], p.level), p.region_code
)
SELECT * FROM comparison
