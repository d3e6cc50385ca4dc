-- What queries share about activities alone: their dimensions, weeks and months, provinces.

-- The values of a dimension an activity belongs to: its one kind or level, each of its target groups,
-- each type of the institutions it names, which are `types`; none where it names none.
CREATE MACRO activity_values(dimension, kind, organiser_level, target_list, types) AS
    CASE coalesce(dimension, 'kind')
        WHEN 'kind' THEN [kind]
        WHEN 'level' THEN [organiser_level]
        WHEN 'target' THEN list_distinct(target_list)
        WHEN 'institution_type' THEN coalesce(types, [])
        ELSE ['all']
    END;

-- One row per activity of the filter with its values of a dimension; types of institutions are looked
-- up only where they are asked for.
CREATE MACRO activities_with_values(
    dimension, provinces, regencies, elections, first_day, last_day,
    kinds, levels, targets_chosen, institution_types
) AS TABLE
    WITH chosen_activities AS (
        SELECT activity_id, date_from, date_to, kind, level, targets, institutions, participants
        FROM activities_in(provinces, regencies, elections, first_day, last_day)
        WHERE activity_is_of(
            kind, level, targets, activity_id, kinds, levels, targets_chosen, institution_types
        )
    ),
    institutions_named AS (
        SELECT activity_id, unnest(institutions) AS name
        FROM chosen_activities
        WHERE dimension = 'institution_type'
    ),
    typed AS (
        SELECT activity_id, list(DISTINCT institution_type) AS types
        FROM institutions_named
        JOIN institution_names USING (name)
        GROUP BY activity_id
    )
    SELECT date_from, date_to, participants,
           activity_values(dimension, kind, level, targets, types) AS values
    FROM chosen_activities
    LEFT JOIN typed USING (activity_id);

-- The first day of the week (Monday) or month a record belongs to; null where its interval is
-- coarser.
CREATE MACRO period_of(first_day, last_day, grain) AS
    CASE WHEN date_trunc(coalesce(grain, 'month'), first_day)
              = date_trunc(coalesce(grain, 'month'), last_day)
         THEN date_trunc(coalesce(grain, 'month'), first_day)::DATE END;

-- Every first day of a week or month from the first to the last day; no rows where a day is missing.
CREATE MACRO periods_between(first_day, last_day, grain) AS TABLE
    SELECT unnest(generate_series(
        date_trunc(coalesce(grain, 'month'), first_day),
        date_trunc(coalesce(grain, 'month'), last_day),
        CASE WHEN grain = 'week' THEN INTERVAL 7 DAY ELSE INTERVAL 1 MONTH END
    ))::DATE AS period_from;

