-- What are the key figures of the suspected violations in this filter?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow).
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row. Cases and people are two counts and never added.
--
--   violations                   cases; informasi awal is not among them
--   violations_maybe_outside     of them, those whose day may lie outside the period
--   violations_without_regency   of them, those that name no regency
--   violations_without_month     of them, those whose day is coarser than a month
--   people                       people the cases concern, where stated; null where none is stated
--   violations_without_people    cases that state no number of people
--   preliminary_information      informasi awal: no cases yet, counted apart
--   regencies                    chosen regencies, the denominator
--   regencies_with_violations    of them, named by a case
--   provinces                    provinces of the chosen regencies, the denominator
--   provinces_with_violations    of them, with a case, of the province or of one of its regencies
WITH cases AS (
    SELECT *
    FROM cases_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
),
totals AS (
    SELECT count(*) AS violations,
           count(*) FILTER (may_lie_outside(reported_from, reported_to, $from::DATE, $to::DATE))
               AS violations_maybe_outside,
           count(*) FILTER (regency_code IS NULL) AS violations_without_regency,
           count(*) FILTER (month_of(reported_from, reported_to) IS NULL) AS violations_without_month,
           sum(people)::BIGINT AS people,
           count(*) FILTER (people IS NULL) AS violations_without_people
    FROM cases
),
preliminary AS (
    SELECT coalesce(sum(violations) FILTER (is_preliminary), 0)::BIGINT AS preliminary_information
    FROM counted_reports(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[]
    )
),
places AS (
    SELECT count(*) AS regencies,
           count(*) FILTER (regency_code IN (
               SELECT regency_code FROM cases WHERE regency_code IS NOT NULL
           )) AS regencies_with_violations,
           count(DISTINCT province_code) AS provinces,
           count(DISTINCT province_code) FILTER (province_code IN (SELECT province_code FROM cases))
               AS provinces_with_violations
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[])
),
figures AS (
    SELECT * FROM totals, preliminary, places
)
SELECT * FROM figures
