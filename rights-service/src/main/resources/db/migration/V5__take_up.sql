create table take_up_case (
  id            uuid primary key,
  family_id     uuid not null references known_family,
  right_code    text collate "C" not null,
  right_version integer not null,
  category      text not null,
  sensitive     boolean not null,
  state         text not null
    check (state in ('OPEN', 'IN_PROGRESS', 'STUCK', 'TAKEN_UP', 'PARTIAL', 'FAILED')),
  reason        text,
  worth         bigint check (worth > 0),
  worth_period  text check (worth_period in ('ONCE', 'MONTHLY', 'YEARLY')),
  screening     uuid references screening deferrable initially deferred,
  opened_on     date not null,
  closed_on     date check (closed_on >= opened_on),
  version       bigint not null default 1,
  check ((closed_on is not null) = (state in ('TAKEN_UP', 'PARTIAL', 'FAILED'))),
  check (state not in ('STUCK', 'PARTIAL', 'FAILED') or reason is not null),
  check ((worth is not null) = (state in ('TAKEN_UP', 'PARTIAL'))),
  check ((worth is null) = (worth_period is null))
);
create unique index one_open_case_per_family_and_right on take_up_case (family_id, right_code)
  where closed_on is null;
create index take_up_case_family on take_up_case (family_id, id);
create index take_up_case_stuck on take_up_case (right_code, reason, family_id) where state = 'STUCK';
create index take_up_case_screening on take_up_case (screening);
comment on column take_up_case.worth is 'What was won, in agorot, once or in each period';
comment on column take_up_case.sensitive is 'In a list and in news the right is not named';

create table take_up_move (
  case_id  uuid not null references take_up_case,
  number   integer not null,
  state    text not null,
  reason   text,
  on_day   date not null,
  moved_by text not null,
  moved_at timestamptz not null,
  primary key (case_id, number)
);
create index take_up_move_day on take_up_move (on_day);
comment on table take_up_move is 'Every state that a case was in, append only: the state on any day is read from here';

create table take_up_step (
  case_id     uuid not null references take_up_case,
  number      integer not null,
  kind        text not null,
  on_day      date not null,
  due_on      date,
  due_basis   text,
  done_on     date,
  authority   text,
  decision    text,
  channel     text,
  accompanied boolean not null default false,
  sealed_note bytea,
  logged_by   text not null,
  logged_at   timestamptz not null,
  primary key (case_id, number)
);
create index take_up_step_due on take_up_step (due_on) where done_on is null;
comment on column take_up_step.sealed_note is 'Free text about the family, encrypted with its key';
