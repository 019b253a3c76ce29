-- Which edition of a report answers, and which one (if any) is being folded anew from the first event.
create table report_edition (
  report text    primary key,
  live   integer not null,
  next   integer check (next > live)
);
insert into report_edition (report, live) values ('headline', 1);

-- The raw facts: from first_day to last_day, "source" makes "counted" count in the indicator.
-- A family with two enrolments in one programme is one counted with two sources.
create table headline_fact (
  edition   integer not null,
  indicator text    not null,
  counted   text    not null,
  source    text    not null,
  first_day date    not null,
  last_day  date    check (last_day >= first_day),
  primary key (edition, indicator, counted, source)
);
comment on column headline_fact.last_day is 'Null while it goes on';

-- The answers: by how much an indicator rose or fell on a day, in a month and in a year. A figure of a
-- day is the sum of the years before, of the year's months before and of the month's days: some
-- dozens of rows, however long the history is.
create table headline_step (
  edition   integer not null,
  indicator text    not null,
  span      text    not null check (span in ('DAY', 'MONTH', 'YEAR')),
  first_day date    not null,
  step      bigint  not null,
  primary key (edition, span, first_day, indicator)
) with (fillfactor = 50);

-- The seats that an indicator's families are planned for.
create table headline_plan (
  edition      integer not null,
  plan_id      uuid    not null,
  indicator    text    not null,
  track        text    not null,
  unit         text    not null,
  first_day    date    not null,
  last_day     date    not null,
  seats        integer not null,
  version      integer not null,
  published_on date    not null,
  primary key (edition, plan_id)
);
