-- A figure's address is a row of its own, and its steps are kept as running totals: of a month's
-- days, of a year's months, and of all years. A figure of a day is three rows, however long the
-- history is and however much happens in it. A late event corrects the totals after it, too: of its
-- month, of its year, and of the years since.
create table figure_cell (
  id        integer generated always as identity primary key,
  edition   integer not null,
  measure   text collate "C" not null,
  dimension text collate "C" not null,
  depth     integer not null,
  unit      text collate "C" not null,
  value     text collate "C" not null
);
create unique index figure_cell_address
  on figure_cell (edition, measure, dimension, depth, unit, value) include (id);
comment on column figure_cell.dimension is 'Empty, with an empty value, for all traits together';
comment on column figure_cell.depth is 'Of the unit: 1 the country, 2 a district and so on';

create table figure_total (
  cell      integer not null,
  span      "char"  not null check (span in ('D', 'M', 'Y')),
  first_day date    not null,
  total     bigint  not null
) with (fillfactor = 50);
comment on column figure_total.total is
  'Of a day (D): from its month''s first day to its end; of a month (M): from its year''s first day to its end; of a year (Y): of all time to its end';

insert into figure_cell (edition, measure, dimension, depth, unit, value)
select distinct edition, measure, dimension, cardinality(string_to_array(unit, '.')), unit, value
  from figure_step;

insert into figure_total (cell, span, first_day, total)
select id, left(span, 1)::"char", first_day,
       sum(step) over (partition by id, span,
                                    case span when 'DAY' then date_trunc('month', first_day::timestamp)
                                              when 'MONTH' then date_trunc('year', first_day::timestamp)
                                    end
                       order by first_day)
  from figure_step join figure_cell using (edition, measure, dimension, unit, value)
 order by id, span, first_day;
alter table figure_total add primary key (cell, span, first_day);

drop table figure_step, place;
