-- Which kabupaten/kota have formed a Pokja, which have signed, which have neither?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to. Status, first days and districts signed
-- are states: $from never removes them. Activities, participants and violations are flows.
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types)
-- and the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per regency, all 514, or those of the chosen provinces and regencies.
--
--   regency_code, regency_name, province_code, province_name
--   status                         both | signed | pokja | district_signed | active | none
--   first_activity_on              day of the first activity of any kind
--   first_pokja_on                 first day a Pokja is recorded; where the evidence is `exists` it was
--                                  already there on that day
--   pokja_evidence                 formed | exists
--   first_signing_on               first day of a signing at regency level
--   districts_signed, districts    kecamatan with a signing of their own; all kecamatan
--   activities                     activities in the period that name the regency
--   participants                   their stated participants, in people; null where none is stated
--   activities_without_participants   those that state none
--   violations                     cases reported in the period
--   violations_per_100k            cases per 100,000 inhabitants (reference table's population year)
WITH chosen_regencies AS (
    SELECT * FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[])
),
states AS (
    SELECT * FROM coverage_states($elections::VARCHAR[], $to::DATE)
),
district_totals AS (
    SELECT regency_code, count(*) AS districts FROM districts GROUP BY regency_code
),
activity_totals AS (
    SELECT regency_code,
           sum(activities)::BIGINT AS activities,
           sum(participants)::BIGINT AS participants,
           sum(activities - activities_with_participants)::BIGINT AS activities_without_participants
    FROM counted_activities_of_regencies(
        $elections::VARCHAR[], $from::DATE, $to::DATE, $kinds::VARCHAR[], $levels::VARCHAR[],
        $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
    GROUP BY regency_code
),
case_totals AS (
    SELECT regency_code, sum(violations)::BIGINT AS violations
    FROM counted_cases_of_regencies(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[]
    )
    GROUP BY regency_code
),
coverage AS (
    SELECT r.regency_code,
           r.name AS regency_name,
           r.province_code,
           r.province_name,
           coverage_status(s.first_pokja_on, s.first_signing_on, s.signed_below, s.first_activity_on)
               AS status,
           s.first_activity_on,
           s.first_pokja_on,
           s.pokja_evidence,
           s.first_signing_on,
           coalesce(s.districts_signed, 0) AS districts_signed,
           coalesce(d.districts, 0) AS districts,
           coalesce(a.activities, 0) AS activities,
           a.participants,
           coalesce(a.activities_without_participants, 0) AS activities_without_participants,
           coalesce(c.violations, 0) AS violations,
           100000.0 * coalesce(c.violations, 0) / r.population AS violations_per_100k
    FROM chosen_regencies r
    LEFT JOIN states s USING (regency_code)
    LEFT JOIN district_totals d USING (regency_code)
    LEFT JOIN activity_totals a USING (regency_code)
    LEFT JOIN case_totals c USING (regency_code)
    ORDER BY r.regency_code
)
SELECT * FROM coverage
