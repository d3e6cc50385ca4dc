-- Which deadlines does the table of this data version hold?
--
-- Parameters: none; the table is that of the data version.
-- Grain: one row per regime and step, in the order of the table.
--
--   regime               pemilu | pilkada | both
--   step                 what has to be done
--   clock_starts, ends   columns of violations with the days it runs between; null where the records
--                        have no such day
--   days                 days until its last day
--   days_with_extension  the same in all where it may be extended; null where it may not
--   day_type             working | calendar | unspecified
--   basis                what it is founded on
--   confidence           L law text read, P stated by officials or seen in practice, D derived,
--                        ? unconfirmed
WITH rules AS (
    SELECT regime, step, clock_starts, ends, days, days_with_extension, day_type, basis, confidence
    FROM deadlines
)
SELECT * FROM rules
