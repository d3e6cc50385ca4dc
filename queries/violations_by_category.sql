-- Of which category are the suspected violations, and whose neutrality do they concern?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per category and subject that occurs.
--
--   category      category of the violation; `unknown` where the source gives none
--   subject       asn, pns, pppk, non_asn, tni, polri, kepala_desa, perangkat_desa, bpd or unknown
--   violations    cases
WITH totals AS (
    SELECT category, subject, count(*) AS violations
    FROM cases_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
    GROUP BY category, subject
    ORDER BY category, subject
)
SELECT * FROM totals
