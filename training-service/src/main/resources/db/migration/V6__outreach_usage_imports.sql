alter table registration add column role text;
alter table registration add column organisation text not null default 'DEPARTMENT'
  check (organisation in ('DEPARTMENT', 'VOLUNTEERS', 'RIGHTS_CENTRE', 'HOSPITAL', 'HOME_FOR_THE_AGED',
                          'ABSORPTION', 'EMPLOYMENT', 'INDEPENDENT_LIVING_CENTRE', 'OTHER'));
create index registration_trained on registration using gist (unit) where attended_at is not null;
comment on column registration.role is 'Under which the trainee registered; not known of the first ones';

create table outreach (
  id             uuid primary key,
  unit           ltree not null,
  course_id      uuid not null references course,
  letter_on      date not null,
  backed_by      text not null,
  coordinated_on date,
  seats          integer check (seats > 0),
  focus          text,
  skill_level    text check (skill_level in ('NONE', 'SOME', 'SKILLED')),
  computers      integer,
  internet       boolean,
  place          text check (place in ('DEPARTMENT', 'COMMUNITY_CENTRE', 'SCHOOL', 'COMPANY')),
  joint_units    ltree[] not null,
  reform         boolean not null,
  version        bigint not null,
  unique (unit, course_id),
  check ((coordinated_on is null) = (seats is null))
);
comment on column outreach.backed_by is 'Who stands behind the official letter';
comment on column outreach.reform is 'The department is under the national reform: the training is in its work plan';

create table file_import (
  id         uuid primary key,
  kind       text not null,
  started_by text not null,
  dry_run    boolean not null,
  status     text not null check (status in ('RECEIVING', 'DONE')),
  done       bigint not null default 0,
  repeated   bigint not null default 0,
  refused    bigint not null default 0,
  faults     jsonb not null default '[]'
);

create table site_usage (
  row_key text primary key,
  day     date not null,
  unit    ltree not null,
  role    text not null,
  visitor bytea not null,
  entries integer not null check (entries > 0)
);
create index site_usage_unit on site_usage using gist (unit, day);
comment on column site_usage.visitor is 'A mark of the user name, from which nobody gets back to it without the key';

create table sample_talk (
  id       uuid primary key,
  unit     ltree not null,
  role     text not null,
  held_on  date not null,
  findings text[] not null check (cardinality(findings) > 0)
);
create index sample_talk_unit on sample_talk using gist (unit);

alter table session add column district ltree not null
  generated always as (subpath(unit, 0, least(2, nlevel(unit)))) stored;
create index session_calendar on session (district, starts_at, id);
comment on column session.district is 'The host''s, or the country: what a calendar shows together';
