-- How many cases has each kabupaten/kota of each value of one dimension?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow), $dimension. Informasi awal is not
-- counted. $dimension: category, subject, channel, origin, status, stage or month; category where it
-- is not given.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per place and value that occurs, by place, then by value. Each case is in one row.
--
--   province_code
--   regency_code    null for cases that name no regency
--   value           as in violations_by_dimension; of the months as 2024-10, `unknown` where coarser
--   violations      cases
--   decided         of them, those that the plenary has decided (rules/small_cells.md)
WITH cases AS (
    SELECT province_code,
           regency_code,
           CASE WHEN $dimension::VARCHAR = 'month'
                THEN coalesce(month_of(reported_from, reported_to), 'unknown')
                ELSE case_value(
                    $dimension::VARCHAR, category, subject, channel, origin, status, stage
                ) END AS value,
           plenary_decided(status, decided_on, forwarded_on, sanctioned_on) AS is_decided
    FROM staged_cases(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
),
crossed AS (
    SELECT province_code,
           regency_code,
           value,
           count(*) AS violations,
           count(*) FILTER (is_decided) AS decided
    FROM cases
    GROUP BY province_code, regency_code, value
    ORDER BY province_code, regency_code NULLS LAST, value
)
SELECT * FROM crossed
