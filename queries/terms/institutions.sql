-- A name or a term as words: small letters, no punctuation. Kodim 0703/Cilacap is kodim 0703 cilacap.
CREATE MACRO institution_words(name) AS
    trim(regexp_replace(lower(name), '[^\pL\pN]+', ' ', 'g'));
