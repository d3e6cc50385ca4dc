-- Every month from the first to the last day, as `2024-10`; no rows where a day is missing.
CREATE MACRO months_between(first_day, last_day) AS TABLE
    SELECT strftime(unnest(generate_series(
        date_trunc('month', first_day), date_trunc('month', last_day), INTERVAL 1 MONTH
    )), '%Y-%m') AS month;
