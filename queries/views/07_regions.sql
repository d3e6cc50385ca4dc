-- What others say about regions as a whole: published figures and index places.

-- Whether a figure or a place in the index is about the chosen regencies; with provinces alone, about
-- the provinces as a whole; with nothing chosen, about the nation as a whole.
CREATE MACRO is_about(province, regency, provinces, regencies) AS
    CASE WHEN len(regencies) > 0 THEN coalesce(list_contains(regencies, regency), false)
         WHEN len(provinces) > 0
         THEN regency IS NULL AND coalesce(list_contains(provinces, province), false)
         ELSE province IS NULL END;

-- One row per figure that is the latest of everything that tells figures apart, by `last_day`.
CREATE MACRO latest_figures(provinces, regencies, elections, last_day) AS TABLE
    SELECT *, coalesce(regency_code, province_code) AS region_code
    FROM published_figures
    WHERE chosen(elections, election)
      AND began_by(as_of_from, last_day)
      AND is_about(province_code, regency_code, provinces, regencies)
    QUALIFY (as_of, as_of_from) = max((as_of, as_of_from)) OVER (
        PARTITION BY coalesce(regency_code, province_code), election, measure, unit, forwarded_to,
                     sanction, category, subject, channel
    );

CREATE MACRO index_places(provinces, regencies, last_day) AS TABLE
    SELECT *, coalesce(regency_code, province_code) AS region_code
    FROM risk_index
    WHERE began_by(as_of, last_day)
      AND is_about(province_code, regency_code, provinces, regencies);
