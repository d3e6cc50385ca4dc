-- How many activities of each interval and kind does the nation, each province and each regency have?
--
-- Grain: one row per place, election, interval and kind; of regencies not by kind. An activity counts
-- once in the nation, once in each province it took place in and once in each regency it names, so
-- that rows of several provinces or regencies must not be added (rules/joint_events.md).
--
--   place_level                  nation | province | regency
--   place                        code of the province or regency; null for the nation
--   election, date_from, date_to
--   kind                         null for regencies
--   activities                   activities
--   activities_without_regency   of them, those that name no regency
--   activities_without_province  of them, those that took place in no province, the nation's alone
--   activities_with_participants of them, those that state participants
--   participants                 stated participants, in people; null where none is stated
WITH nation AS (
    SELECT 'nation' AS place_level, NULL::VARCHAR AS place, election, date_from, date_to, kind,
           len(regency_codes) = 0 AS names_none,
           len(activity_provinces(province_code, regency_codes)) = 0 AS is_national, participants
    FROM activities
),
provinces_named AS (
    SELECT 'province', unnest(activity_provinces(province_code, regency_codes)), election, date_from,
           date_to, kind, len(regency_codes) = 0, false, participants
    FROM activities
),
regencies_named AS (
    SELECT 'regency', unnest(regency_codes), election, date_from, date_to, NULL, false, false,
           participants
    FROM activities
),
counts AS (
    SELECT place_level, place, election, date_from, date_to, kind,
           count(*) AS activities,
           count(*) FILTER (names_none) AS activities_without_regency,
           count(*) FILTER (is_national) AS activities_without_province,
           count(participants) AS activities_with_participants,
           sum(participants)::BIGINT AS participants
    FROM (
        SELECT * FROM nation
        UNION ALL SELECT * FROM provinces_named
        UNION ALL SELECT * FROM regencies_named
    )
    GROUP BY ALL
    ORDER BY place_level, place, election, date_from, date_to, kind
)
SELECT * FROM counts
