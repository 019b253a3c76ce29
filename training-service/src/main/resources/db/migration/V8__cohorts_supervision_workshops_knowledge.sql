alter table session add column theme text
  check (theme in ('REMOTE_WORK', 'RESILIENCE', 'PROCEDURES', 'EMOTIONAL_PROCESSING'));

alter table session add column trainer text;
alter table session add constraint one_session_of_a_trainer_at_a_time
  exclude using gist (
    trainer with =,
    tsrange(starts_at at time zone 'UTC', starts_at at time zone 'UTC' + minutes * interval '1 minute') with &&)
  where (trainer is not null and state <> 'CANCELLED');
comment on column session.trainer is 'A personal user name';

create table cohort (
  id        uuid primary key,
  course_id uuid not null references course,
  number    integer not null check (number > 0),
  starts_on date not null,
  ends_on   date,
  version   bigint not null,
  unique (course_id, number),
  check (ends_on >= starts_on)
);

create table cohort_member (
  cohort_id    uuid not null references cohort,
  trainee      text not null,
  unit         ltree not null,
  completed_on date,
  primary key (cohort_id, trainee)
);

create table supervision (
  id         uuid primary key,
  worker     text not null,
  unit       ltree not null,
  kind       text not null check (kind in ('INDIVIDUAL_INSTRUCTOR', 'CENTRE_FACILITATOR')),
  started_on date not null,
  version    bigint not null,
  unique (worker, kind)
);
create index supervision_unit on supervision using gist (unit);

create table supervision_pause (
  supervision_id uuid not null references supervision,
  paused_on      date not null,
  resumed_on     date,
  reason         text not null check (reason in ('EMERGENCY', 'NO_SUPERVISOR', 'LEAVE', 'OTHER')),
  check (resumed_on >= paused_on),
  constraint one_pause_at_a_time
    exclude using gist (supervision_id with =, daterange(paused_on, resumed_on) with &&)
);

create table workshop (
  id           uuid primary key,
  kind         text not null check (kind in ('PATIENT_RIGHTS', 'DIGITAL_LITERACY')),
  unit         ltree not null,
  held_on      date not null,
  audience     text not null check (audience in ('WORKERS', 'CLIENTS', 'BOTH')),
  participants integer not null check (participants > 0)
);
create index workshop_unit on workshop using gist (unit);

create table knowledge_item (
  id    uuid primary key,
  code  text not null unique,
  phase text not null check (phase in ('EMERGENCY', 'EMERGENCY_ROUTINE', 'LIVING_WITH_IT'))
);

create table knowledge_version (
  item_id    uuid not null references knowledge_item,
  number     integer not null,
  valid_from date not null,
  title_he   text not null,
  text_he    text not null,
  primary key (item_id, number),
  unique (item_id, valid_from)
);
