create extension if not exists btree_gist;

create table session (
  id            uuid primary key,
  course_id     uuid not null references course,
  unit          ltree not null,
  joint_units   ltree[] not null,
  place         text,
  mode          text not null check (mode in ('ON_SITE', 'REMOTE')),
  starts_at     timestamptz not null,
  minutes       integer not null check (minutes > 0),
  capacity      integer not null check (capacity > 0),
  programmes    text[] not null check (cardinality(programmes) > 0),
  state         text not null check (state in ('PLANNED', 'CONFIRMED', 'CLOSED', 'CANCELLED')),
  computers     integer,
  internet      boolean,
  cancelled_for text,
  version       bigint not null,
  check ((state = 'CANCELLED') = (cancelled_for is not null)),
  check (state not in ('CONFIRMED', 'CLOSED') or internet)
);
create index session_course on session (course_id);
create index session_unit on session using gist (unit);
create index session_joint_units on session using gist (joint_units);
create index session_held on session (starts_at) where state = 'CLOSED';
comment on column session.unit is 'Who is host';
comment on column session.joint_units is 'Other departments that come too';

create table registration (
  id            uuid primary key,
  session_id    uuid not null references session,
  trainee       text not null,
  unit          ltree not null,
  state         text not null check (state in ('REGISTERED', 'WAITING', 'WITHDRAWN')),
  place_in_line bigint generated always as identity,
  during        tstzrange not null,
  attended_at   timestamptz,
  check (attended_at is null or state = 'REGISTERED'),
  constraint one_session_at_a_time
    exclude using gist (trainee with =, during with &&) where (state <> 'WITHDRAWN')
);
create index registration_session on registration (session_id, place_in_line);
comment on column registration.trainee is 'The subject of the trainee''s token: a personal user name';
comment on column registration.unit is 'Where the trainee worked on registering';

create table contact_worker (
  id              uuid primary key,
  unit            ltree not null,
  registration_id uuid not null unique references registration,
  named_at        timestamptz not null
);
create index contact_worker_unit on contact_worker using gist (unit);
