-- How many reported cases of each interval and category do the nation, each province and each regency
-- have?
--
-- Grain: one row per place, election, interval and category; of regencies not by category. A case lies
-- in one province and in at most one regency, so rows of several provinces add up.
--
--   place_level                  nation | province | regency
--   place                        code of the province or regency; null for the nation
--   election, reported_from, reported_to
--   is_preliminary               informasi awal: no case yet
--   category                     null for regencies
--   violations                   cases, or items of preliminary information
--   violations_without_regency   of them, those that name no regency
WITH marked AS (
    SELECT *, origin = 'informasi_awal' AS is_preliminary FROM violations
),
counts AS (
    SELECT CASE WHEN grouping(regency_code) = 0 THEN 'regency'
                WHEN grouping(province_code) = 0 THEN 'province'
                ELSE 'nation' END AS place_level,
           coalesce(regency_code, province_code) AS place,
           election, reported_from, reported_to, is_preliminary, category,
           count(*) AS violations,
           count(*) FILTER (names_none) AS violations_without_regency
    FROM (SELECT *, regency_code IS NULL AS names_none FROM marked)
    GROUP BY GROUPING SETS (
        (election, reported_from, reported_to, is_preliminary, category),
        (province_code, election, reported_from, reported_to, is_preliminary, category),
        (regency_code, election, reported_from, reported_to, is_preliminary)
    )
    ORDER BY place_level, place, election, reported_from, reported_to, is_preliminary, category
)
SELECT * FROM counts WHERE place_level <> 'regency' OR place IS NOT NULL
