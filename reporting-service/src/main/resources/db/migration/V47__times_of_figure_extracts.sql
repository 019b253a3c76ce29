-- Of which time an extract's figures are, where they are not of a day (decision 0105).
create table figure_extract_time (
  extract_id uuid primary key,
  from_day   date not null
);
create trigger figure_extract_time_stays before update or delete on figure_extract_time
  for each row execute function stays_as_it_is();
