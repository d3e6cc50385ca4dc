-- Which public holidays and days of joint leave lie between two days?
--
-- Parameters: $from, $to (both included). $joint_leave_free: the setting of this name.
-- Grain: one row per day of data/reference/public_holidays.csv, by day.
--
--   day
--   name          its holidays, in Indonesian
--   kind          libur_nasional | cuti_bersama
--   is_free       the day is taken out of the working days; false where it falls on a weekend or the
--                 setting lets joint leave count
WITH between_days AS (
    SELECT day, name, kind,
           isodow(day) <= 5 AND (kind = 'libur_nasional' OR $joint_leave_free::BOOLEAN) AS is_free
    FROM public_holidays
    WHERE overlaps_period(day, day, $from::DATE, $to::DATE)
    ORDER BY day
)
SELECT * FROM between_days
