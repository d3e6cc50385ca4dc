-- Which numbers have others published about these regions, each as of its latest day?
--
-- Parameters: $provinces, $regencies, $elections, $to (state). They are never summed and are no cases.
-- Grain: one row per published figure that is the latest of its measure, unit, recipient, sanction,
-- election, category, subject and channel in its region; two of one day are two rows. The latest first.
-- With regencies chosen those of the regencies, with provinces alone those of the provinces as a whole,
-- with nothing chosen those of the nation as a whole.
--
--   figure_id
--   region_code             null for the nation
--   election
--   as_of_from, as_of       first and last possible day
--   measure                 where the cases stand: diterima, diregistrasi, diproses ...
--   unit                    cases | people | violations | recommendations | court | percent
--   value                   the figure, in the unit
--   cumulative              true where the source says that it counts from the start; null where silent
--   forwarded_to, sanction, category, subject, channel
--   source_name, source_url   the address is a link's target, never its text
WITH figures AS (
    SELECT figure_id, region_code, election, as_of_from, as_of, measure, unit, "value"::DOUBLE AS "value",
           cumulative, forwarded_to, sanction, category, subject, channel, source_name, source_url
    FROM latest_figures(
        $provinces::VARCHAR[], $regencies::VARCHAR[], $elections::VARCHAR[], $to::DATE
    )
    ORDER BY as_of DESC, region_code, election, measure, unit, figure_id
)
SELECT * FROM figures
