-- What was counted once, when the version was published (queries/counted), with what has to be
-- counted anew because a filter asks for more. Both branches give the same numbers; the engine leaves
-- out the one whose condition is false before it reads anything.

-- Whether the counts tell the activities of a filter: of the nation or one province, not by level,
-- target group or institution. Several provinces share joint events, which must count once.
CREATE MACRO activities_are_counted(provinces, regencies, levels, targets, institution_types) AS
    len(regencies) = 0 AND len(provinces) <= 1
    AND len(levels) = 0 AND len(targets) = 0 AND len(institution_types) = 0;

-- Whether the counts tell the cases of a filter: of any provinces, not by subject, channel or origin.
CREATE MACRO cases_are_counted(regencies, subjects, channels, origins) AS
    len(regencies) = 0 AND len(subjects) = 0 AND len(channels) = 0 AND len(origins) = 0;

-- Activities in the period, the elections, the places and the facets, those of an interval and a kind
-- together or one by one: always to be summed. Columns as in counted/activity_counts.sql.
CREATE MACRO counted_activities(
    provinces, regencies, elections, first_day, last_day, kinds, levels, targets_chosen,
    institution_types
) AS TABLE
    SELECT date_from, date_to, kind, activities, activities_without_regency,
           activities_without_province, activities_with_participants, participants
    FROM activity_counts
    WHERE activities_are_counted(provinces, regencies, levels, targets_chosen, institution_types)
      AND place_level = CASE WHEN len(provinces) = 0 THEN 'nation' ELSE 'province' END
      AND (len(provinces) = 0 OR place = provinces[1])
      AND chosen(elections, election)
      AND chosen(kinds, kind)
      AND overlaps_period(date_from, date_to, first_day, last_day)
    UNION ALL
    SELECT date_from, date_to, kind, 1, (len(regency_codes) = 0)::INTEGER,
           (len(activity_provinces(province_code, regency_codes)) = 0)::INTEGER,
           (participants IS NOT NULL)::INTEGER, participants
    FROM activities_in(provinces, regencies, elections, first_day, last_day)
    WHERE NOT activities_are_counted(
              provinces, regencies, levels, targets_chosen, institution_types
          )
      AND activity_is_of(
          kind, level, targets, activity_id, kinds, levels, targets_chosen, institution_types
      );

-- The same of every regency they name, all 514.
CREATE MACRO counted_activities_of_regencies(
    elections, first_day, last_day, kinds, levels, targets_chosen, institution_types
) AS TABLE
    SELECT place AS regency_code, activities, activities_with_participants, participants
    FROM activity_counts
    WHERE len(kinds) = 0
      AND activities_are_counted(
          []::VARCHAR[], []::VARCHAR[], levels, targets_chosen, institution_types
      )
      AND place_level = 'regency'
      AND chosen(elections, election)
      AND overlaps_period(date_from, date_to, first_day, last_day)
    UNION ALL
    SELECT unnest(regency_codes), 1, (participants IS NOT NULL)::INTEGER, participants
    FROM activities_in([]::VARCHAR[], []::VARCHAR[], elections, first_day, last_day)
    WHERE (len(kinds) > 0 OR NOT activities_are_counted(
              []::VARCHAR[], []::VARCHAR[], levels, targets_chosen, institution_types
          ))
      AND activity_is_of(
          kind, level, targets, activity_id, kinds, levels, targets_chosen, institution_types
      );

-- The same of every province they took place in; where places are chosen, of the activities there.
CREATE MACRO counted_activities_of_provinces(
    provinces, regencies, elections, first_day, last_day, kinds, levels, targets_chosen,
    institution_types
) AS TABLE
    SELECT place AS province_code, date_from, date_to, activities, activities_without_regency
    FROM activity_counts
    WHERE activities_are_counted(
              []::VARCHAR[], regencies, levels, targets_chosen, institution_types
          )
      AND place_level = 'province'
      AND chosen(provinces, place)
      AND chosen(elections, election)
      AND chosen(kinds, kind)
      AND overlaps_period(date_from, date_to, first_day, last_day)
    UNION ALL
    SELECT unnest(activity_provinces(province_code, regency_codes)), date_from, date_to, 1,
           (len(regency_codes) = 0)::INTEGER
    FROM activities_in(provinces, regencies, elections, first_day, last_day)
    WHERE NOT activities_are_counted(
              []::VARCHAR[], regencies, levels, targets_chosen, institution_types
          )
      AND activity_is_of(
          kind, level, targets, activity_id, kinds, levels, targets_chosen, institution_types
      );

-- Cases and preliminary information in the period, the elections, the places and the facets, those of
-- an interval and a category together or one by one: always to be summed.
CREATE MACRO counted_reports(
    provinces, regencies, elections, first_day, last_day, categories, subjects, channels, origins
) AS TABLE
    SELECT CASE WHEN place_level = 'province' THEN place END AS province_code,
           reported_from, reported_to, category, is_preliminary, violations,
           violations_without_regency
    FROM case_counts
    WHERE cases_are_counted(regencies, subjects, channels, origins)
      AND place_level = CASE WHEN len(provinces) = 0 THEN 'nation' ELSE 'province' END
      AND (len(provinces) = 0 OR place IN (SELECT unnest(provinces)))
      AND chosen(elections, election)
      AND chosen(categories, category)
      AND overlaps_period(reported_from, reported_to, first_day, last_day)
    UNION ALL
    SELECT province_code, reported_from, reported_to, category, origin = 'informasi_awal', 1,
           (regency_code IS NULL)::INTEGER
    FROM reports_in(provinces, regencies, elections, first_day, last_day)
    WHERE NOT cases_are_counted(regencies, subjects, channels, origins)
      AND case_is_of(
          category, subject, channel, origin, categories, subjects, channels, origins
      );

-- The cases alone, of every province.
CREATE MACRO counted_cases_of_provinces(
    provinces, regencies, elections, first_day, last_day, categories, subjects, channels, origins
) AS TABLE
    SELECT place AS province_code, violations, violations_without_regency
    FROM case_counts
    WHERE cases_are_counted(regencies, subjects, channels, origins)
      AND place_level = 'province'
      AND NOT is_preliminary
      AND chosen(provinces, place)
      AND chosen(elections, election)
      AND chosen(categories, category)
      AND overlaps_period(reported_from, reported_to, first_day, last_day)
    UNION ALL
    SELECT province_code, 1, (regency_code IS NULL)::INTEGER
    FROM cases_in(provinces, regencies, elections, first_day, last_day)
    WHERE NOT cases_are_counted(regencies, subjects, channels, origins)
      AND case_is_of(
          category, subject, channel, origin, categories, subjects, channels, origins
      );

-- The cases alone, of every regency; those that name none are in no row.
CREATE MACRO counted_cases_of_regencies(
    provinces, regencies, elections, first_day, last_day, categories, subjects, channels, origins
) AS TABLE
    SELECT place AS regency_code, violations
    FROM case_counts
    WHERE len(categories) = 0
      AND cases_are_counted([]::VARCHAR[], subjects, channels, origins)
      AND place_level = 'regency'
      AND NOT is_preliminary
      AND violation_is_in(place[1:2], place, provinces, regencies)
      AND chosen(elections, election)
      AND overlaps_period(reported_from, reported_to, first_day, last_day)
    UNION ALL
    SELECT regency_code, 1
    FROM cases_in(provinces, regencies, elections, first_day, last_day)
    WHERE regency_code IS NOT NULL
      AND (len(categories) > 0
           OR NOT cases_are_counted([]::VARCHAR[], subjects, channels, origins))
      AND case_is_of(
          category, subject, channel, origin, categories, subjects, channels, origins
      );
