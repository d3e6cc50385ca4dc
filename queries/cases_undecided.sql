-- Of how many cases is no decision of the plenary on record?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). Informasi awal is not counted.
-- Flows are narrowed by the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row. A forwarded or sanctioned case is decided; one that was stopped is only where the day
-- of a decision is known (rules/small_cells.md).
--
--   decided      cases that the plenary has decided
--   undecided    the others
WITH cases AS (
    SELECT plenary_decided(status, decided_on, forwarded_on, sanctioned_on) AS is_decided
    FROM cases_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE case_is_of(
        category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
        $channels::VARCHAR[], $origins::VARCHAR[]
    )
),
counted AS (
    SELECT count(*) FILTER (is_decided) AS decided,
           count(*) FILTER (NOT is_decided) AS undecided
    FROM cases
)
SELECT * FROM counted
