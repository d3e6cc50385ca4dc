-- What are the key figures of this filter, each with its denominator?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to.
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types)
-- and the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row.
--
--   regencies                          chosen regencies, the denominator of the states
--   regencies_with_pokja               of them, with a Pokja by $to (state)
--   regencies_signed                   of them, signed at regency level by $to (state)
--   regencies_with_both                of them, with both (state)
--   regencies_with_neither             of them, with neither Pokja nor signing at regency level (state)
--   regencies_without_record           of them, without any record (state)
--   new_pokja, new_signed              of them, with the first day inside the period; null without $from
--   activities                         activities (flow); a joint event counts once
--   activities_without_regency         of them, those that name no regency
--   activities_maybe_outside           of them, those whose day may lie outside the period
--   participants                       stated participants, in people; null where none is stated
--   activities_without_participants    activities that state none
--   violations                         cases (flow)
--   violations_without_regency         of them, those that name no regency
--   violations_maybe_outside           of them, those whose day may lie outside the period
--   violations_without_month           of them, those whose day is coarser than a month
--   preliminary_information            informasi awal: no cases yet, counted apart (flow)
WITH states AS (
    SELECT r.regency_code, s.* EXCLUDE (regency_code)
    FROM regencies_in($provinces::VARCHAR[], $regencies::VARCHAR[]) r
    LEFT JOIN coverage_states($elections::VARCHAR[], $to::DATE) s USING (regency_code)
),
state_totals AS (
    SELECT count(*) AS regencies,
           count(first_pokja_on) AS regencies_with_pokja,
           count(first_signing_on) AS regencies_signed,
           count(*) FILTER (first_pokja_on IS NOT NULL AND first_signing_on IS NOT NULL)
               AS regencies_with_both,
           count(*) FILTER (first_pokja_on IS NULL AND first_signing_on IS NULL)
               AS regencies_with_neither,
           count(*) FILTER (first_activity_on IS NULL) AS regencies_without_record,
           CASE WHEN $from::DATE IS NOT NULL
                THEN count(*) FILTER (first_pokja_on >= $from::DATE) END AS new_pokja,
           CASE WHEN $from::DATE IS NOT NULL
                THEN count(*) FILTER (first_signing_on >= $from::DATE) END AS new_signed
    FROM states
),
activity_totals AS (
    SELECT coalesce(sum(activities), 0)::BIGINT AS activities,
           coalesce(sum(activities_without_regency), 0)::BIGINT AS activities_without_regency,
           coalesce(sum(activities) FILTER (
               may_lie_outside(date_from, date_to, $from::DATE, $to::DATE)
           ), 0)::BIGINT AS activities_maybe_outside,
           sum(participants)::BIGINT AS participants,
           coalesce(sum(activities - activities_with_participants), 0)::BIGINT
               AS activities_without_participants
    FROM counted_activities(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
),
report_totals AS (
    SELECT coalesce(sum(violations) FILTER (NOT is_preliminary), 0)::BIGINT AS violations,
           coalesce(sum(violations_without_regency) FILTER (NOT is_preliminary), 0)::BIGINT
               AS violations_without_regency,
           coalesce(sum(violations) FILTER (
               NOT is_preliminary
               AND may_lie_outside(reported_from, reported_to, $from::DATE, $to::DATE)
           ), 0)::BIGINT AS violations_maybe_outside,
           coalesce(sum(violations) FILTER (
               NOT is_preliminary AND month_of(reported_from, reported_to) IS NULL
           ), 0)::BIGINT AS violations_without_month,
           coalesce(sum(violations) FILTER (is_preliminary), 0)::BIGINT AS preliminary_information
    FROM counted_reports(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[]
    )
),
key_figures AS (
    SELECT * FROM state_totals, activity_totals, report_totals
)
SELECT * FROM key_figures
