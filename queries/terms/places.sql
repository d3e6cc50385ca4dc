-- The provinces an activity took place in: its own and those of the regencies it names.
CREATE MACRO activity_provinces(province, regency_list) AS
    list_distinct(list_filter(
        list_append(list_transform(regency_list, lambda code: code[1:2]), province),
        lambda code: code IS NOT NULL
    ));
