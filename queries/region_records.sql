-- What is on record about these places, in the order of its days?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow); $most: rows at most, null for all;
-- $decided: no information, and only the cases that the plenary has decided.
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types)
-- and the facets of cases ($categories, $subjects, $channels, $origins).
-- Grain: one row per activity, case or initial information, the latest first; then those whose day is
-- coarser than a month. A joint event is one row.
--
--   record_type            activity | case | information; informasi awal is no case yet
--   record_id
--   day_from, day_to       first and last possible day; of a case the day it was made public
--   has_month              false where the days are coarser than one month
--   date_kind              event | statement | publication; null for cases
--   date_doubtful          the source contradicts itself about the day
--   kind                   kind of activity, or category of the case
--   title, organiser       null for cases
--   level, scope           of the organiser, whom it reached; null for cases
--   institutions           list; null for cases
--   participants, people   stated participants of an activity, people a case concerns
--   pokja, signed          none | planned | formed | exists, yes | no | unknown; null for cases
--   origin, subject, status   of a case; null for activities
--   province_code          null for national events
--   regency_codes          list; empty where none is named
--   source_name, source_url   the address may hold a person's name: a link's target, never its text
WITH here AS (
    SELECT 'activity' AS record_type,
           activity_id AS record_id,
           date_from AS day_from,
           date_to AS day_to,
           date_kind,
           date_doubtful,
           kind,
           title,
           organiser,
           level,
           scope,
           institutions,
           participants,
           NULL::BIGINT AS people,
           pokja,
           signed,
           NULL AS origin,
           NULL AS subject,
           NULL AS status,
           province_code,
           regency_codes,
           source_name,
           source_url
    FROM activities_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE
    )
    WHERE activity_is_of(
        kind, level, targets, activity_id, $kinds::VARCHAR[], $levels::VARCHAR[],
        $targets::VARCHAR[], $institution_types::VARCHAR[]
    )
    UNION ALL
    SELECT CASE WHEN origin = 'informasi_awal' THEN 'information' ELSE 'case' END,
           violation_id,
           reported_from,
           reported_to,
           NULL,
           date_doubtful,
           category,
           NULL,
           NULL,
           NULL,
           NULL,
           NULL,
           NULL,
           people,
           NULL,
           NULL,
           origin,
           subject,
           status,
           province_code,
           list_filter([regency_code], lambda code: code IS NOT NULL),
           source_name,
           source_url
    FROM violations
    WHERE chosen($elections::VARCHAR[], election)
      AND overlaps_period(reported_from, reported_to, $from::DATE, $to::DATE)
      AND violation_is_in(province_code, regency_code, $provinces::VARCHAR[], $regencies::VARCHAR[])
      AND case_is_of(
          category, subject, channel, origin, $categories::VARCHAR[], $subjects::VARCHAR[],
          $channels::VARCHAR[], $origins::VARCHAR[]
      )
      AND (
          NOT coalesce($decided::BOOLEAN, false)
          OR (origin <> 'informasi_awal'
              AND plenary_decided(status, decided_on, forwarded_on, sanctioned_on))
      )
),
numbered AS (
    SELECT *,
           month_of(day_from, day_to) IS NOT NULL AS has_month,
           row_number() OVER (
               ORDER BY month_of(day_from, day_to) IS NULL, day_from DESC, day_to DESC, record_type,
                        record_id
           ) AS place
    FROM here
),
in_order AS (
    SELECT record_type, record_id, day_from, day_to, has_month, date_kind, date_doubtful, kind,
           title, organiser, level, scope, institutions, participants, people, pokja, signed,
           origin, subject, status, province_code, regency_codes, source_name, source_url
    FROM numbered
    WHERE $most::BIGINT IS NULL OR place <= $most::BIGINT
    ORDER BY place
)
SELECT * FROM in_order
