-- Which places does the supervisory body's risk index give these regions?
--
-- Parameters: $provinces, $regencies, $to (state). The index belongs to no election.
-- Grain: one row per published place, the latest first. With regencies chosen those of the regencies,
-- with provinces alone those of the provinces, which are a ranking of their own; none where nothing is.
--
--   region_code, region_name
--   index         the index's name
--   level         provinsi | kabupaten_kota: two rankings that are not comparable
--   as_of         day of publication
--   rank          place in its ranking; 1 is the most vulnerable
--   score         0 to 100; null where only the place was published
--   source_name, source_url   the address is a link's target, never its text
WITH places AS (
    SELECT i.region_code,
           coalesce(r.name, p.name) AS region_name,
           i.index,
           i.level,
           i.as_of,
           i.rank,
           i.score::DOUBLE AS score,
           i.source_name,
           i.source_url
    FROM index_places($provinces::VARCHAR[], $regencies::VARCHAR[], $to::DATE) i
    JOIN provinces p ON p.province_code = i.province_code
    LEFT JOIN regencies r ON r.regency_code = i.regency_code
    ORDER BY i.as_of DESC, i.index, i.level, i.region_code, i.rank
)
SELECT * FROM places
