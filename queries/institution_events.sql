-- Who was at which event?
--
-- Parameters: $provinces, $regencies, $elections, $from, $to (flow); $skip leaves out as many of the
-- latest events, $most takes as many of the following ones (null: none left out, all taken).
-- Flows are narrowed by the facets of activities ($kinds, $levels, $targets, $institution_types) and
-- by $role: all | pokja | signing.
-- Grain: one row per event and institution on record at it: the latest event first, events whose day is
-- coarser than a month after all others; institutions by name. Events without an institution are in none.
--
--   event                 place of the event, from 1 for the latest
--   events                all events, before $skip and $most
--   activity_id, kind, title
--   date_from, date_to    first and last possible day
--   month_known           whether the day lies in one month
--   with_pokja            the event formed a Pokja, or the Pokja was already there
--   with_signing          participants of the event signed; which of them is not on record
--   institution           name, as the record has it
--   institution_type      code of the type (rules/institutions.md)
WITH participations AS (
    SELECT * FROM participations_in(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $from::DATE, $to::DATE,
        $kinds::VARCHAR[], $levels::VARCHAR[], $targets::VARCHAR[], $institution_types::VARCHAR[],
        $role::VARCHAR
    )
),
events AS (
    SELECT activity_id,
           row_number() OVER (
               ORDER BY any_value(month_of(date_from, date_to)) IS NULL,
                        any_value(date_from) DESC, any_value(date_to) DESC, activity_id
           ) AS event,
           count(*) OVER () AS events
    FROM participations
    GROUP BY activity_id
),
shown AS (
    SELECT * FROM events
    WHERE event > coalesce($skip::BIGINT, 0)
      AND ($most::BIGINT IS NULL OR event <= coalesce($skip::BIGINT, 0) + $most::BIGINT)
),
attendance AS (
    SELECT s.event,
           s.events,
           p.activity_id,
           p.kind,
           p.title,
           p.date_from,
           p.date_to,
           month_of(p.date_from, p.date_to) IS NOT NULL AS month_known,
           p.with_pokja,
           p.with_signing,
           p.name AS institution,
           p.institution_type
    FROM shown s
    JOIN participations p USING (activity_id)
    ORDER BY s.event, p.name
)
SELECT * FROM attendance
