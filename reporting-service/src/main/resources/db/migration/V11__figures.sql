-- One mechanism for all reports takes the place of the headline's own; it is folded from the first
-- event on.
drop table headline_fact, headline_step, headline_plan, headline_merged;
delete from inbox where consumer like 'reporting.headline.%';
delete from inbox_stream where consumer like 'reporting.headline.%';
delete from inbox_parked where consumer like 'reporting.headline.%';
delete from report_edition;
insert into report_edition (report, live) values ('figures', 1);

-- From first_day to last_day, "source" makes "counted" count in the measure, at a place and with
-- traits. A family with two enrolments in one programme is one counted with two sources; one that
-- moves is one source in two parts.
create table fact (
  edition   integer not null,
  measure   text    not null,
  source    text    not null,
  part      text    not null,
  counted   text    not null,
  family    text,
  unit      text    not null,
  traits    text[]  not null,
  amount    bigint  not null,
  first_day date    not null,
  last_day  date    check (last_day >= first_day),
  primary key (edition, measure, source, part)
);
create index fact_counted on fact (edition, measure, counted);
create index fact_family on fact (edition, counted) where family is not null;
comment on column fact.family is 'The family that was told of; null where no family counts';
comment on column fact.traits is 'What a figure can be broken down by: {track=MAPA}';
comment on column fact.amount is 'How much the counted one weighs: 1, a number of people, agorot';
comment on column fact.last_day is 'Null while it goes on';

-- The answers: by how much a figure rose or fell on a day, in a month and in a year, at a place and
-- in all of it, and in each trait. A figure of a day is the sum of the years before, of the year's
-- months before and of the month's days: some dozens of rows, however long the history is.
create table figure_step (
  edition   integer not null,
  measure   text    not null,
  unit      text    not null,
  dimension text    not null,
  span      text    not null check (span in ('DAY', 'MONTH', 'YEAR')),
  first_day date    not null,
  value     text    not null,
  step      bigint  not null,
  primary key (edition, measure, unit, dimension, span, first_day, value)
) with (fillfactor = 50);
comment on column figure_step.dimension is 'Empty, with an empty value, for all traits together';

-- The units in which anything was ever counted.
create table place (
  edition integer not null,
  unit    text    not null,
  depth   integer not null,
  primary key (edition, depth, unit)
);

create table merged_family (
  edition  integer not null,
  merge_id uuid    not null,
  family   text    not null,
  survivor text    not null,
  primary key (edition, merge_id)
);
create index merged_family_family on merged_family (edition, family, merge_id);
comment on table merged_family is 'Mergers that hold; of a family''s several the newest counts, and ids sort by their making';

create table seat_plan (
  edition      integer not null,
  plan_id      uuid    not null,
  programme    text    not null,
  track        text    not null,
  unit         text    not null,
  first_day    date    not null,
  last_day     date    not null,
  seats        integer not null,
  version      integer not null,
  published_on date    not null,
  primary key (edition, plan_id)
);

create table unit_name (
  edition integer not null,
  unit    text    not null,
  kind    text    not null,
  name_he text    not null,
  name_en text,
  cluster integer,
  primary key (edition, unit)
);
