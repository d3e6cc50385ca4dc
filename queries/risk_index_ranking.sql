-- Which places do provinces and kabupaten/kota have in the supervisory body's published risk index?
--
-- Parameters: $provinces, $regencies, $to (state). The index belongs to no election.
-- Provinces and regencies are two rankings, never one. Of each the latest edition is given.
-- Grain: one row per province and one per regency in the published lists, provinces first, by code.
-- With regencies chosen, the provinces they lie in.
--
--   level                         provinsi | kabupaten_kota: the ranking
--   region_code, region_name      of a province or a regency
--   province_code
--   index                         the index's name
--   as_of                         day of publication
--   rank                          place in its ranking; 1 is the most vulnerable
--   score                         0 to 100; null where the source gives none
--   source_name
WITH editions AS (
    SELECT level, arg_max(as_of, (as_of, index)) AS as_of, arg_max(index, (as_of, index)) AS index
    FROM risk_index
    WHERE began_by(as_of, $to::DATE)
    GROUP BY level
),
ranking AS (
    SELECT i.level,
           coalesce(i.regency_code, i.province_code) AS region_code,
           coalesce(r.name, p.name) AS region_name,
           i.province_code,
           i.index,
           i.as_of,
           i.rank,
           i.score::DOUBLE AS score,
           i.source_name
    FROM risk_index i
    JOIN editions e ON e.level = i.level AND e.as_of = i.as_of AND e.index = i.index
    JOIN provinces p ON p.province_code = i.province_code
    LEFT JOIN regencies r ON r.regency_code = i.regency_code
    WHERE chosen($provinces::VARCHAR[], i.province_code)
      AND chosen(
          CASE WHEN i.regency_code IS NULL
               THEN list_transform($regencies::VARCHAR[], lambda code: code[1:2])
               ELSE $regencies::VARCHAR[] END,
          coalesce(i.regency_code, i.province_code)
      )
    ORDER BY i.level = 'kabupaten_kota', region_code
)
SELECT * FROM ranking
