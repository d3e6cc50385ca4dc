-- How many records of each table are asked for here, and how many of them have these words?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow; the index is of no election);
-- $words: at most ten, each of which occurs at the beginning of a word of the record, null or empty for
-- no search; $labels: the codes in words, as (enumeration, code, words); $tables: tables to count, null
-- for all.
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types)
-- and the facets of cases ($categories, $subjects, $channels, $origins); no facet narrows figures
-- and index.
-- Grain: one row per table, also without records: activities, violations, published_figures, risk_index.
--
--   table_name
--   records          all records of the version
--   found            of them, those that are asked for and have the words; a joint event counts once
--   maybe_outside    of these, those whose day may lie outside the period; 0 for the index
--   preliminary      of these, informasi awal: no cases yet; 0 for other tables
WITH activity_counts AS (
    SELECT 1 AS place,
           'activities' AS table_name,
           (SELECT count(*) FROM activities) AS records,
           count(*) AS found,
           count(*) FILTER (may_lie_outside(date_from, date_to, $from::DATE, $to::DATE))
               AS maybe_outside,
           0 AS preliminary
    FROM activities_found(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[],
        $words::VARCHAR[], $labels::STRUCT(enumeration VARCHAR, code VARCHAR, words VARCHAR)[]
    )
    WHERE coalesce(list_contains($tables::VARCHAR[], 'activities'), true)
),
case_counts AS (
    SELECT 2,
           'violations',
           (SELECT count(*) FROM violations),
           count(*),
           count(*) FILTER (may_lie_outside(reported_from, reported_to, $from::DATE, $to::DATE)),
           count(*) FILTER (origin = 'informasi_awal')
    FROM cases_found(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $categories::VARCHAR[], $subjects::VARCHAR[], $channels::VARCHAR[], $origins::VARCHAR[],
        $words::VARCHAR[], $labels::STRUCT(enumeration VARCHAR, code VARCHAR, words VARCHAR)[]
    )
    WHERE coalesce(list_contains($tables::VARCHAR[], 'violations'), true)
),
figure_counts AS (
    SELECT 3,
           'published_figures',
           (SELECT count(*) FROM published_figures),
           count(*),
           count(*) FILTER (may_lie_outside(as_of_from, as_of, $from::DATE, $to::DATE)),
           0
    FROM figures_found(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $words::VARCHAR[], $labels::STRUCT(enumeration VARCHAR, code VARCHAR, words VARCHAR)[]
    )
    WHERE coalesce(list_contains($tables::VARCHAR[], 'published_figures'), true)
),
index_counts AS (
    SELECT 4, 'risk_index', (SELECT count(*) FROM risk_index), count(*), 0, 0
    FROM index_rows_found(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $from::DATE, $to::DATE,
        $words::VARCHAR[], $labels::STRUCT(enumeration VARCHAR, code VARCHAR, words VARCHAR)[]
    )
    WHERE coalesce(list_contains($tables::VARCHAR[], 'risk_index'), true)
),
counts AS (
    SELECT * FROM activity_counts
    UNION ALL
    SELECT * FROM case_counts
    UNION ALL
    SELECT * FROM figure_counts
    UNION ALL
    SELECT * FROM index_counts
),
counted AS (
    SELECT table_name, records, found, maybe_outside, preliminary
    FROM counts
    WHERE coalesce(list_contains($tables::VARCHAR[], table_name), true)
    ORDER BY place
)
SELECT * FROM counted
