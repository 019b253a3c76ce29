create table training_project (
  id      uuid primary key,
  unit    ltree not null,
  name_he text not null,
  year    integer not null,
  tools   text[] not null,
  weights jsonb not null
);
create index training_project_unit on training_project using gist (unit);
comment on column training_project.weights is 'How much gap, readiness and learning value count for the order of departments';

create table project_target (
  project_id     uuid not null references training_project,
  unit           ltree not null,
  cluster        text not null,
  workers        integer not null check (workers > 0),
  need           integer not null check (need between 0 and 100),
  readiness      integer not null check (readiness between 0 and 100),
  learning_value integer not null check (learning_value between 0 and 100),
  primary key (project_id, unit)
);
comment on column project_target.cluster is 'Neighbouring departments that are visited together';

create table milestone (
  id         uuid primary key,
  project_id uuid not null references training_project,
  code       text not null,
  due_on     date not null,
  done_on    date,
  version    bigint not null,
  unique (project_id, code)
);

create table steering_meeting (
  id      uuid primary key,
  unit    ltree not null,
  held_on date not null,
  minutes jsonb not null
);
create index steering_meeting_unit on steering_meeting using gist (unit);
comment on column steering_meeting.minutes is 'Committee, logos, attendance by body, updates and decisions, as they were agreed';

create table steering_task (
  id         uuid primary key,
  meeting_id uuid not null references steering_meeting,
  decision   integer not null,
  text_he    text not null,
  owner      text not null,
  due_on     date not null,
  done_on    date,
  version    bigint not null
);
create index steering_task_meeting on steering_task (meeting_id);
comment on column steering_task.owner is 'A body or an office, not a person';
