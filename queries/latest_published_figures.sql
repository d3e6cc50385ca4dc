-- What is the latest figure that others published for each region, in one measure and one unit?
--
-- Parameters: $provinces, $regencies, $elections, $to (state); $measure and $unit, one of each: figures
-- of different measures or units are never mixed, and figures are never summed.
-- Figures of a single category are left out.
-- Grain: one row per region and election with a figure, of the figures with the latest day. A province
-- has a row of its own, for the figures that name no regency; with regencies chosen it has none.
--
--   region_code, region_name    of a province or a regency
--   province_code
--   regency_code                null in a province's row
--   election
--   as_of_from, as_of           first and last possible day of the figure
--   figures                     figures of that day; several where they concern several groups or come
--                               from several sources
--   value                       the figure, in the unit; null where there are several
--   cumulative                  whether the source says that it counts from the start; null where silent
--   subject                     whose neutrality; null where there are several figures
--   forwarded_to                to whom the cases were forwarded; null where there are several figures
--   source_name                 null where there are several figures
--   in_latest                   whether it is the region's latest in any of the elections
WITH figures AS (
    SELECT * FROM published_figures
    WHERE measure = $measure::VARCHAR
      AND unit = $unit::VARCHAR
      AND category = 'unknown'
      AND province_code IS NOT NULL
      AND chosen($elections::VARCHAR[], election)
      AND began_by(as_of_from, $to::DATE)
      AND violation_is_in(province_code, regency_code, $provinces::VARCHAR[], $regencies::VARCHAR[])
),
latest_days AS (
    SELECT *,
           coalesce(regency_code, province_code) AS region_code,
           max((as_of, as_of_from)) OVER (PARTITION BY region_code, election) AS latest_of_election,
           max((as_of, as_of_from)) OVER (PARTITION BY region_code) AS latest_of_all
    FROM figures
),
latest AS (
    SELECT f.region_code,
           coalesce(r.name, p.name) AS region_name,
           f.province_code,
           f.regency_code,
           f.election,
           f.as_of_from,
           f.as_of,
           count(*) AS figures,
           CASE WHEN count(*) = 1 THEN any_value(f.value) END::DOUBLE AS value,
           CASE WHEN count(*) = 1 THEN any_value(f.cumulative) END AS cumulative,
           CASE WHEN count(*) = 1 THEN any_value(f.subject) END AS subject,
           CASE WHEN count(*) = 1 THEN any_value(f.forwarded_to) END AS forwarded_to,
           CASE WHEN count(*) = 1 THEN any_value(f.source_name) END AS source_name,
           any_value(f.latest_of_election = f.latest_of_all) AS in_latest
    FROM latest_days f
    JOIN provinces p ON p.province_code = f.province_code
    LEFT JOIN regencies r ON r.regency_code = f.regency_code
    WHERE (f.as_of, f.as_of_from) = f.latest_of_election
    GROUP BY ALL
    ORDER BY f.region_code, f.election
)
SELECT * FROM latest
