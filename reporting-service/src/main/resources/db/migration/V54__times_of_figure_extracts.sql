-- The first day of the time that an extract's figures are of; null where they are of a day (decision 0105).
alter table figure_extract add column from_day date;
