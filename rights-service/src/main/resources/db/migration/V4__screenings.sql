create table screening_run (
  id           uuid primary key,
  unit         ltree not null,
  as_of        date not null,
  not_before   timestamptz not null,
  requested_by text not null,
  families     integer not null,
  screened     integer not null default 0,
  failed       integer not null default 0
);
create index screening_run_unit on screening_run using gist (unit);
comment on table screening_run is 'A department screened over night';

create table screening_run_family (
  run       uuid not null references screening_run,
  family_id uuid not null references known_family,
  failed    boolean not null default false,
  primary key (run, family_id)
);
create index screening_run_family_left on screening_run_family (run, family_id) where not failed;
create index screening_run_family_family on screening_run_family (family_id);
comment on table screening_run_family is 'Who is still to be screened; a row goes with its screening, in one transaction';

create table screening (
  id            uuid primary key,
  family_id     uuid not null references known_family,
  as_of         date not null,
  eligible      integer not null,
  not_eligible  integer not null,
  to_be_checked integer not null,
  cases_opened  integer not null,
  run           uuid references screening_run,
  made_by       text not null,
  made_at       timestamptz not null,
  sealed_trace  bytea not null
);
create index screening_family on screening (family_id, id);
create index screening_of_run on screening (run);
comment on column screening.sealed_trace is 'Each right''s version, outcome and conditions, and the facts: encrypted with the family''s key';

create table benefit_gap (
  screening     uuid not null references screening,
  family_id     uuid not null references known_family,
  right_code    text collate "C" not null,
  right_version integer not null,
  condition     text not null,
  as_of         date not null,
  primary key (screening, right_code, condition)
);
create index benefit_gap_right on benefit_gap (right_code, condition, family_id);
create index benefit_gap_family on benefit_gap (family_id);
comment on table benefit_gap is 'A family that a temporary benefit leaves out, and by which condition';

create table family_priority (
  family_id  uuid primary key references known_family,
  score      integer not null,
  factors    text[] not null,
  undisclosed integer not null,
  sealed     bytea not null,
  changed_at timestamptz not null
);
create index family_priority_rank on family_priority (score desc, family_id);
comment on column family_priority.factors is 'Those that may stand in a list; the others are only counted, and sealed';
