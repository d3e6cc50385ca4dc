-- Where are violations reported, but no Pokja formed and nothing signed?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to. The status is a state, cases are a flow.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per regency with a case in the period whose status is `active` or `none`, by code.
--
--   regency_code, regency_name, province_code, province_name
--   status        active | none
--   violations    cases reported in the period
WITH states AS (
    SELECT * FROM coverage_states($elections::VARCHAR[], $to::DATE)
),
case_totals AS (
    SELECT regency_code, sum(violations)::BIGINT AS violations
    FROM counted_cases_of_regencies(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[]
    )
    GROUP BY regency_code
),
gaps AS (
    SELECT r.regency_code,
           r.name AS regency_name,
           r.province_code,
           r.province_name,
           coverage_status(s.first_pokja_on, s.first_signing_on, s.signed_below, s.first_activity_on)
               AS status,
           c.violations
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r
    JOIN case_totals c USING (regency_code)
    LEFT JOIN states s USING (regency_code)
    WHERE status IN ('active', 'none')
    ORDER BY r.regency_code
)
SELECT * FROM gaps
