-- How many people did others publish as found proven, and how many as sanctioned?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow). No facet narrows figures; they are
-- never summed and never added to cases.
-- Grain: one row per election, source and day for which the source gives both, by election and day.
-- Only figures of the whole country that are not of one category or sanction: no rows where a place is
-- chosen. The two need not be about the same people, so no share is made of them.
--
--   election
--   as_of_from, as_of    first and last possible day of the figures
--   proven               people whose violation was found proven, as published
--   sanctioned           people sanctioned, as published
--   source_name
--   source_url           may hold a person's name: a link's target, never its text
WITH figures AS (
    SELECT * FROM published_figures
    WHERE province_code IS NULL
      AND len($provinces::VARCHAR[]) + len($regencies::VARCHAR[]) = 0
      AND chosen($elections::VARCHAR[], election)
      AND overlaps_period(as_of_from, as_of, $from::DATE, $to::DATE)
      AND measure IN ('terbukti', 'sanksi') AND unit = 'people'
      AND category = 'unknown' AND sanction = 'unknown' AND channel = 'unknown'
),
pairs AS (
    SELECT election, as_of_from, as_of,
           max(value) FILTER (measure = 'terbukti')::BIGINT AS proven,
           max(value) FILTER (measure = 'sanksi')::BIGINT AS sanctioned,
           source_name, source_url
    FROM figures
    GROUP BY ALL
    HAVING count(*) FILTER (measure = 'terbukti') = 1 AND count(*) FILTER (measure = 'sanksi') = 1
),
published AS (
    SELECT p.*
    FROM pairs p
    LEFT JOIN elections e USING (election)
    ORDER BY e.voting_day NULLS LAST, p.election, p.as_of, p.as_of_from, p.source_name,
             p.source_url
)
SELECT * FROM published
