-- Which body is listed to receive the cases of which subject, since and until when?
--
-- Parameters: none; the table is that of the data version.
-- Grain: one row per way, in the order of the table.
--
--   subject                    whose neutrality; null for every subject
--   recipient                  the body
--   valid_from, valid_until    first and last day; null where it has none
--   before, after              whether it holds on a day before, on a day after KASN's task passed to
--                              BKN
--   border                     the day it passed
--   basis                      what it is founded on
--   source_url                 where that can be read
--   confidence                 L law text read, P stated by officials or seen in practice, D derived,
--                              ? unconfirmed
WITH ways AS (
    SELECT subject, recipient, valid_from, valid_until,
           coalesce(valid_from < kasn_to_bkn(), true) AS before,
           coalesce(valid_until >= kasn_to_bkn(), true) AS after,
           kasn_to_bkn() AS border,
           basis, source_url, confidence
    FROM routing
)
SELECT * FROM ways
