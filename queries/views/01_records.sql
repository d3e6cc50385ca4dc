-- What queries share about records: which of them are asked for.
--
-- Two kinds of numbers (rules/states_and_flows.md). A state counts records of the chosen elections
-- that began by the last day; a flow counts those whose interval overlaps the period.
-- The arguments are those of every query: lists are empty for all, days are null for no bound.

CREATE MACRO chosen(list, item) AS len(list) = 0 OR list_contains(list, item);

CREATE MACRO began_by(first_day, last_day) AS last_day IS NULL OR first_day <= last_day;

CREATE MACRO overlaps_period(first_day, last_day, period_first, period_last) AS
    (period_first IS NULL OR last_day >= period_first)
    AND (period_last IS NULL OR first_day <= period_last);

-- A record that overlaps the period, though its day may as well lie outside it.
CREATE MACRO may_lie_outside(first_day, last_day, period_first, period_last) AS
    coalesce(first_day < period_first, false) OR coalesce(last_day > period_last, false);

-- The month a record belongs to, null where its interval is coarser than one month
-- (rules/time_series.md).
CREATE MACRO month_of(first_day, last_day) AS
    CASE WHEN date_trunc('month', first_day) = date_trunc('month', last_day)
         THEN strftime(first_day, '%Y-%m') END;

-- A joint event is in every regency it names; without regencies it is its province's alone, without
-- a province the nation's alone (rules/joint_events.md).
CREATE MACRO activity_is_in(province, regency_list, provinces, regencies) AS
    CASE WHEN len(regencies) > 0 THEN list_has_any(regency_list, regencies)
         WHEN len(provinces) > 0 THEN coalesce(list_contains(provinces, province), false)
              OR list_has_any(list_transform(regency_list, lambda code: code[1:2]), provinces)
         ELSE true END;

CREATE MACRO violation_is_in(province, regency, provinces, regencies) AS
    CASE WHEN len(regencies) > 0 THEN coalesce(list_contains(regencies, regency), false)
         ELSE chosen(provinces, province) END;

-- The provinces in which all chosen places lie; none where nothing is chosen.
CREATE MACRO provinces_around(provinces, regencies) AS
    CASE WHEN len(regencies) > 0
         THEN list_distinct(list_transform(regencies, lambda code: code[1:2]))
         ELSE provinces END;

-- One row per activity of the chosen elections that began by `last_day`, all places.
CREATE MACRO activities_by(elections, last_day) AS TABLE
    SELECT * FROM activities
    WHERE chosen(elections, election) AND began_by(date_from, last_day);

-- One row per activity of the places. What names a province lies in it; what names none may name
-- regencies of several. Files are sorted by province, so that an engine that is told which ones are
-- wanted reads no others.
CREATE MACRO activities_of(provinces, regencies) AS TABLE
    SELECT * FROM activities
    WHERE len(provinces) = 0 AND len(regencies) = 0
    UNION ALL
    SELECT * FROM activities
    WHERE province_code IN (SELECT unnest(provinces_around(provinces, regencies)))
      AND activity_is_in(province_code, regency_codes, provinces, regencies)
    UNION ALL
    SELECT * FROM activities
    WHERE len(provinces) + len(regencies) > 0
      AND province_code IS NULL
      AND activity_is_in(province_code, regency_codes, provinces, regencies);

-- One row per case, or item of preliminary information, of the places; each names its province.
CREATE MACRO reports_of(provinces, regencies) AS TABLE
    SELECT * FROM violations
    WHERE len(provinces) = 0 AND len(regencies) = 0
    UNION ALL
    SELECT * FROM violations
    WHERE province_code IN (SELECT unnest(provinces_around(provinces, regencies)))
      AND violation_is_in(province_code, regency_code, provinces, regencies);

-- One row per activity in the period, the elections and the places.
CREATE MACRO activities_in(provinces, regencies, elections, first_day, last_day) AS TABLE
    SELECT * FROM activities_of(provinces, regencies)
    WHERE chosen(elections, election)
      AND overlaps_period(date_from, date_to, first_day, last_day);

-- One row per case or item of preliminary information in the period, the elections and the places.
CREATE MACRO reports_in(provinces, regencies, elections, first_day, last_day) AS TABLE
    SELECT * FROM reports_of(provinces, regencies)
    WHERE chosen(elections, election)
      AND overlaps_period(reported_from, reported_to, first_day, last_day);

-- One row per case in the period, the elections and the places. Informasi awal is no case yet.
CREATE MACRO cases_in(provinces, regencies, elections, first_day, last_day) AS TABLE
    SELECT * FROM reports_in(provinces, regencies, elections, first_day, last_day)
    WHERE origin <> 'informasi_awal';

-- One row per chosen regency; all 514 where nothing is chosen.
CREATE MACRO regencies_in(provinces, regencies_chosen) AS TABLE
    SELECT r.*, p.name AS province_name
    FROM regencies r
    JOIN provinces p USING (province_code)
    WHERE chosen(provinces, r.province_code) AND chosen(regencies_chosen, r.regency_code);

-- One row per activity with an institution of the types. Not asked of each activity by its list of
-- names: a type has thousands of them.
CREATE MACRO activities_with_institutions(institution_types) AS TABLE
    WITH named AS (
        SELECT activity_id, unnest(institutions) AS name
        FROM activities
        WHERE len(institution_types) > 0
    )
    SELECT DISTINCT activity_id
    FROM named
    JOIN institution_names i USING (name)
    WHERE list_contains(institution_types, i.institution_type);

-- Whether an activity or a case is of the chosen facets; each list is empty for all.
CREATE MACRO activity_is_of(
    kind, organiser_level, target_list, activity,
    kinds, levels, targets, institution_types
) AS
    chosen(kinds, kind)
    AND chosen(levels, organiser_level)
    AND (len(targets) = 0 OR list_has_any(target_list, targets))
    AND (len(institution_types) = 0
         OR activity IN (SELECT activity_id FROM activities_with_institutions(institution_types)));

CREATE MACRO case_is_of(
    category, subject, channel, origin, categories, subjects, channels, origins
) AS
    chosen(categories, category) AND chosen(subjects, subject)
    AND chosen(channels, channel) AND chosen(origins, origin);
