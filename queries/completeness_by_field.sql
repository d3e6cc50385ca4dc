-- How completely is each field of the records filled?
--
-- Parameters: none. The whole version, whatever a reader has filtered.
-- Grain: one row per table and field, by name.
--
--   table_name   activities | violations | published_figures | risk_index
--   field        column of the table
--   filled       records whose field says something
--   unknown      records whose field says that it is not known; a list that says nothing else
--   empty        records whose field is empty
--   records      all records of the table: filled + unknown + empty
WITH completeness AS (
    SELECT * FROM field_states ORDER BY table_name, field
)
SELECT * FROM completeness
