-- How many kabupaten/kota of each province have formed a Pokja or signed, and has the province a Pokja?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to. States but for violations and activities.
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types)
-- and the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per province, all 38, or the chosen ones. With regencies chosen, only these count.
--
--   province_code, province_name
--   regencies                    regencies counted, the denominator
--   regencies_with_pokja         of them, with a Pokja
--   regencies_signed             of them, signed at regency level
--   regencies_with_neither       of them, with neither
--   provincial_pokja             formed | exists | null: the province's own Pokja
--   provincial_signed_on         first province-wide signing that names no regency; null where none
--   activities                   activities in the period in the province, province-wide ones included
--   activities_without_regency   of them, those that name no regency
--   violations                   cases in the period
--   violations_without_regency   of them, those that name no regency
WITH states AS (
    SELECT r.province_code, r.province_name, s.first_pokja_on, s.first_signing_on
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r
    LEFT JOIN coverage_states($elections::VARCHAR[], $to::DATE) s USING (regency_code)
),
state_totals AS (
    SELECT province_code,
           any_value(province_name) AS province_name,
           count(*) AS regencies,
           count(first_pokja_on) AS regencies_with_pokja,
           count(first_signing_on) AS regencies_signed,
           count(*) FILTER (first_pokja_on IS NULL AND first_signing_on IS NULL)
               AS regencies_with_neither
    FROM states
    GROUP BY province_code
),
provincial AS (
    SELECT province_code,
           arg_min(pokja_evidence, (first_pokja_on, pokja_evidence = 'exists')) FILTER (
               began_by(first_pokja_on, $to::DATE)
           ) AS provincial_pokja,
           min(first_signing_on) FILTER (began_by(first_signing_on, $to::DATE))
               AS provincial_signed_on
    FROM provincial_first_days
    WHERE chosen($elections::VARCHAR[], election)
    GROUP BY province_code
),
activity_totals AS (
    SELECT province_code,
           sum(activities)::BIGINT AS activities,
           sum(activities_without_regency)::BIGINT AS activities_without_regency
    FROM counted_activities_of_provinces(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
    GROUP BY province_code
),
case_totals AS (
    SELECT province_code,
           sum(violations)::BIGINT AS violations,
           sum(violations_without_regency)::BIGINT AS violations_without_regency
    FROM counted_cases_of_provinces(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[]
    )
    GROUP BY province_code
),
coverage AS (
    SELECT s.province_code,
           s.province_name,
           s.regencies,
           s.regencies_with_pokja,
           s.regencies_signed,
           s.regencies_with_neither,
           p.provincial_pokja,
           p.provincial_signed_on,
           coalesce(a.activities, 0) AS activities,
           coalesce(a.activities_without_regency, 0) AS activities_without_regency,
           coalesce(c.violations, 0) AS violations,
           coalesce(c.violations_without_regency, 0) AS violations_without_regency
    FROM state_totals s
    LEFT JOIN provincial p USING (province_code)
    LEFT JOIN activity_totals a USING (province_code)
    LEFT JOIN case_totals c USING (province_code)
    ORDER BY s.province_code
)
SELECT * FROM coverage
