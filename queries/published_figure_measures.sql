-- Of what are there figures that others published, and for how many kabupaten/kota?
--
-- Parameters: $elections. Figures of a single category are left out; so are those of the whole nation.
-- Grain: one row per measure and unit, those of most regencies first.
--
--   measure      what was counted: a status of cases
--   unit         cases | people | violations | recommendations | court | percent
--   regencies    kabupaten/kota with such a figure
--   provinces    provinces with such a figure of their own
--   figures      figures
WITH measures AS (
    SELECT measure,
           unit,
           count(DISTINCT regency_code) AS regencies,
           count(DISTINCT province_code) FILTER (regency_code IS NULL) AS provinces,
           count(*) AS figures
    FROM published_figures
    WHERE category = 'unknown'
      AND province_code IS NOT NULL
      AND chosen($elections::VARCHAR[], election)
    GROUP BY measure, unit
    ORDER BY regencies DESC, provinces DESC, measure, unit
)
SELECT * FROM measures
