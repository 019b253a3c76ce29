create table sample_department (
  id                uuid primary key,
  unit              ltree not null,
  team              text,
  slot              smallint not null check (slot in (1, 2)),
  strength          smallint not null check (strength between 1 and 5),
  motivation        smallint not null check (motivation between 1 and 5),
  training_sessions integer not null check (training_sessions >= 0),
  started_on        date not null,
  ended_on          date check (ended_on >= started_on),
  chosen_by         text not null,
  version           bigint not null default 1
);
create unique index two_sample_departments on sample_department (slot) where ended_on is null;
create unique index sample_department_once on sample_department (unit, coalesce(team, '')) where ended_on is null;
comment on index two_sample_departments is 'There are two places; a third department waits until one is free';

create table baseline (
  sample              uuid not null references sample_department,
  moment              text not null check (moment in ('START', 'DURING', 'END')),
  frozen_on           date not null,
  cases               integer not null,
  taken_up            integer not null,
  in_process          integer not null,
  none                integer not null,
  stuck               integer not null,
  families            integer not null,
  contacts            integer not null,
  accompanied         integer not null,
  days_to_result      integer,
  frozen_by           text not null,
  primary key (sample, moment)
);
comment on table baseline is 'Measured once at the start, during and at the end; never written again';
create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'what is frozen does not change'; end $$;
create trigger baseline_is_frozen before update or delete on baseline
  for each row execute function refuse_change();

create table incentive (
  id        uuid primary key,
  sample    uuid not null references sample_department,
  kind      text not null,
  pieces    integer not null check (pieces > 0),
  amount    bigint check (amount > 0),
  funder    text,
  given_on  date not null,
  given_by  text not null
);
create index incentive_sample on incentive (sample, id);
comment on column incentive.amount is 'What it cost, in agorot; null for public credit';
