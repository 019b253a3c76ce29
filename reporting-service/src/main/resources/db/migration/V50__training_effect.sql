create extension if not exists ltree;

create table effect_session (
  session_id uuid primary key,
  held_on    date not null
);
comment on table effect_session is 'Sessions that were held and are closed';

create table effect_attendance (
  session_id uuid    not null,
  department ltree   not null,
  attended   integer not null check (attended > 0),
  primary key (session_id, department)
);
create index effect_attendance_department on effect_attendance using gist (department);
comment on table effect_attendance is 'Who came, as told last; counts once the session stands in effect_session';

create table effect_follow_up (
  session_id uuid    not null,
  department ltree   not null,
  stage      text    not null,
  mails      integer not null,
  answers    integer not null,
  primary key (session_id, department, stage)
);

create table effect_usage (
  department ltree  not null,
  month      date   not null,
  role       text   not null,
  entries    bigint not null,
  primary key (department, month, role)
);
create index effect_usage_department on effect_usage using gist (department);

create table effect_take_up (
  department ltree   not null,
  month      date    not null,
  closed     integer not null,
  taken_up   integer not null check (taken_up <= closed),
  primary key (department, month)
);
create index effect_take_up_department on effect_take_up using gist (department);
comment on column effect_take_up.taken_up is 'Of those closed: with a right taken up in full or in part';
