-- Cases that were forwarded and whether they are answered, as of a day (rules/follow_up.md). Built
-- upon the steps of a case in 09_case_way.sql.

-- Where the day of forwarding is known, it decides; else the status does, or a sanction by that day.
CREATE MACRO is_forwarded_by(status, forwarded_on, sanctioned_on, today) AS
    CASE WHEN forwarded_on IS NOT NULL THEN forwarded_on <= today
         ELSE reached_forwarding(
             status, NULL, CASE WHEN sanctioned_on <= today THEN sanctioned_on END
         ) END;

-- A sanction whose day is still to come is no answer yet, whatever the status says.
CREATE MACRO is_answered_by(status, sanction, sanctioned_on, today) AS
    coalesce(sanctioned_on <= today, true) AND is_answered(status, sanction, sanctioned_on);

-- Calendar days from the day to `today`. The day itself is the first of them only where it counts.
CREATE MACRO days_since(day, today, first_day_counts) AS
    today - day + CASE WHEN first_day_counts THEN 1 ELSE 0 END;

-- One row per case of the period, the elections, the places and the facets that is forwarded by
-- `today`.
--
--   recipient     as in data/README.md; `unknown` also where a forwarded case names none
--   answered      whether an answer is on record by `today`
--   waits_days    days since it was forwarded; null where it is answered or the day is not known
CREATE MACRO forwarded_cases(
    provinces, regencies, elections, first_day, last_day,
    categories, subjects, channels, origins, today, first_day_counts
) AS TABLE
    SELECT violation_id, reported_from, reported_to, province_code, regency_code, election,
           subject, category,
           CASE forwarded_to WHEN 'none' THEN 'unknown' ELSE forwarded_to END AS recipient,
           forwarded_on,
           is_answered_by(status, sanction, sanctioned_on, today) AS answered,
           CASE WHEN NOT is_answered_by(status, sanction, sanctioned_on, today)
                THEN days_since(forwarded_on, today, first_day_counts) END AS waits_days
    FROM cases_in(provinces, regencies, elections, first_day, last_day)
    WHERE case_is_of(category, subject, channel, origin, categories, subjects, channels, origins)
      AND is_forwarded_by(status, forwarded_on, sanctioned_on, today);
