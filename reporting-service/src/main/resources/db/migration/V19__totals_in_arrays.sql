-- Running totals stand together: a month's days in one row, a year's months in one row. A figure is
-- two rows of its cell; the cells of a month lie side by side, since they are asked for together.
create function moved(totals bigint[], places integer[], steps bigint[]) returns bigint[]
  language plpgsql immutable parallel safe as
$$
declare
  known   constant integer := coalesce(cardinality(totals), 0);
  wanted  constant integer := cardinality(places);
  result  bigint[] := totals;
  step    bigint;
  at      integer := 1;
begin
  for place in 1 .. greatest(known, places[wanted]) loop
    while at <= wanted and places[at] = place loop
      step := coalesce(step, 0) + steps[at];
      at := at + 1;
    end loop;
    if step is not null then
      result[place] := coalesce(totals[least(place, known)], 0) + step;
    elsif place > known then
      result[place] := totals[known];
    end if;
  end loop;
  return result;
end
$$;
comment on function moved is
  'Totals with steps added, each at its place and at all behind it. Places come in their order; totals may end before the last of them, and go on as they end';

create table figure_month (
  month  date     not null,
  cell   integer  not null,
  totals bigint[] not null
) with (fillfactor = 70);
comment on column figure_month.totals is
  'Of each day from the month''s first to its end, up to the last on which anything changed; null before the first';

create table figure_year (
  cell   integer  not null,
  year   date     not null,
  totals bigint[] not null
) with (fillfactor = 70);
comment on column figure_year.totals is
  'Of all time: before each month of the year, and in the 13th place at its end; up to the last that is another than the one before, null before the first';

with step as (
  select cell, span, first_day,
         total - coalesce(lag(total) over (
                            partition by cell, span,
                                         case span
                                           when 'D' then date_trunc('month', first_day::timestamp)
                                           when 'M' then date_trunc('year', first_day::timestamp)
                                         end
                            order by first_day), 0) as step
    from figure_total
), month as (
  insert into figure_month (month, cell, totals)
  select date_trunc('month', first_day::timestamp)::date as month, cell,
         moved(null, array_agg(extract(day from first_day)::integer order by first_day),
               array_agg(step order by first_day))
    from step
   where span = 'D'
   group by month, cell
   order by month, cell
)
insert into figure_year (cell, year, totals)
select cell, year, moved(array[(sum(step) over before)::bigint], places, steps)
  from (select cell, date_trunc('year', first_day::timestamp)::date as year, sum(step)::bigint as step,
               array_agg(extract(month from first_day)::integer + 1 order by first_day) as places,
               array_agg(step order by first_day) as steps
          from step
         where span = 'M'
         group by cell, year) as year
window before as (partition by cell order by year
                  rows between unbounded preceding and 1 preceding)
 order by cell, year;

alter table figure_month add primary key (month, cell);
alter table figure_year add primary key (cell, year);
drop table figure_total;
