-- Where do prevention and reported violations meet, and where do they not?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to. Pokja, signings and activities are states:
-- $from never removes them. Cases are a flow, narrowed by the facets of cases ($categories, $subjects,
-- $channels, $origins). $prevention says what counts as prevention: pokja | signing | any; any where it
-- is null.
-- Grain: one row per regency, all 514, or those of the chosen provinces and regencies.
--
--   regency_code, regency_name, province_code, province_name
--   status                as in coverage_by_regency
--   quadrant              cases_only | both | prevention_only | neither (rules/gaps.md)
--   has_pokja             whether a Pokja of its own is on record by $to
--   has_signed            whether a signing at regency level is
--   signed_below          whether a kecamatan, a village or an office in it signed
--   pokja_evidence        formed | exists
--   first_pokja_on, first_pokja_until        first and last possible day of the earliest record
--   planned_pokja_on, planned_pokja_until    the same of a Pokja only planned; null where there is one
--   first_signing_on, first_signing_until    the same of a signing at regency level
--   districts_signed, districts              kecamatan with a signing of their own; all kecamatan
--   activities            activities of any kind that name the regency, by $to
--   other_activities      of them, those about no Pokja of its own, planned or not, and without signing
--   violations            cases reported in the period
--   first_case_on, last_case_until           from when to when they may have been reported
--   risk_rank, risk_as_of                    latest published place in the risk index, and its day
WITH states AS (
    SELECT * FROM coverage_states($elections::VARCHAR[], $to::DATE)
),
district_totals AS (
    SELECT regency_code, count(*) AS districts FROM districts GROUP BY regency_code
),
marked_activities AS (
    SELECT regency_code, date_from, date_to,
           level = 'kabupaten_kota' AND pokja = 'planned' AS is_plan,
           coalesce(is_regency_pokja(level, pokja, forum), false)
               OR is_regency_signing(signed, scope)
               OR is_lower_signing(signed, scope) AS is_prevention
    FROM activity_regencies_by($elections::VARCHAR[], $to::DATE)
),
activity_totals AS (
    SELECT regency_code,
           count(*) AS activities,
           count(*) FILTER (NOT is_prevention AND NOT is_plan) AS other_activities,
           min(date_from) FILTER (is_plan) AS planned_on,
           arg_min(date_to, (date_from, date_to)) FILTER (is_plan) AS planned_until
    FROM marked_activities
    GROUP BY regency_code
),
case_totals AS (
    SELECT regency_code,
           count(*) AS violations,
           min(reported_from) AS first_case_on,
           max(reported_to) AS last_case_until
    FROM cases_in([]::VARCHAR[], []::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE)
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
    GROUP BY regency_code
),
index_places_of_regencies AS (
    SELECT regency_code,
           arg_max(rank, (as_of, index)) AS risk_rank,
           max(as_of) AS risk_as_of
    FROM risk_index
    WHERE level = 'kabupaten_kota' AND began_by(as_of, $to::DATE)
    GROUP BY regency_code
),
regencies_with_both AS (
    SELECT r.regency_code,
           r.name AS regency_name,
           r.province_code,
           r.province_name,
           coverage_status(s.first_pokja_on, s.first_signing_on, s.signed_below, s.first_activity_on)
               AS status,
           s.first_pokja_on IS NOT NULL AS has_pokja,
           s.first_signing_on IS NOT NULL AS has_signed,
           coalesce(s.signed_below, false) AS signed_below,
           s.pokja_evidence,
           s.first_pokja_on,
           s.first_pokja_until,
           CASE WHEN s.first_pokja_on IS NULL THEN a.planned_on END AS planned_pokja_on,
           CASE WHEN s.first_pokja_on IS NULL THEN a.planned_until END AS planned_pokja_until,
           s.first_signing_on,
           s.first_signing_until,
           coalesce(s.districts_signed, 0) AS districts_signed,
           coalesce(d.districts, 0) AS districts,
           coalesce(a.activities, 0) AS activities,
           coalesce(a.other_activities, 0) AS other_activities,
           coalesce(c.violations, 0) AS violations,
           c.first_case_on,
           c.last_case_until,
           i.risk_rank,
           i.risk_as_of
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r
    LEFT JOIN states s USING (regency_code)
    LEFT JOIN district_totals d USING (regency_code)
    LEFT JOIN activity_totals a USING (regency_code)
    LEFT JOIN case_totals c USING (regency_code)
    LEFT JOIN index_places_of_regencies i USING (regency_code)
),
meetings AS (
    SELECT regency_code, regency_name, province_code, province_name, status,
           gap_quadrant(
               CASE $prevention::VARCHAR
                    WHEN 'pokja' THEN has_pokja
                    WHEN 'signing' THEN has_signed OR signed_below
                    ELSE has_pokja OR has_signed OR signed_below END,
               violations > 0
           ) AS quadrant,
           * EXCLUDE (regency_code, regency_name, province_code, province_name, status)
    FROM regencies_with_both
    ORDER BY regency_code
)
SELECT * FROM meetings
