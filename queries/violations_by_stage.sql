-- Of which category are the suspected violations in each stage of the election?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per stage and category that occurs.
--
--   stage         stage of the case's own election in which it became public (rules/stages.md):
--                 sebelum_pendaftaran | pendaftaran | penetapan | kampanye | masa_tenang |
--                 pemungutan_suara | sesudah_pemungutan | unknown
--   category      category of the violation; `unknown` where the source gives none
--   violations    cases
WITH totals AS (
    SELECT stage, category, count(*) AS violations
    FROM staged_cases(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
    GROUP BY stage, category
    ORDER BY stage, category
)
SELECT * FROM totals
