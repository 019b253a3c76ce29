create extension if not exists ltree;

create table course (
  id         uuid primary key,
  unit       ltree not null,
  code       text,
  name_he    text not null,
  name_en    text,
  name_ar    text,
  language   text not null check (language in ('he', 'ar', 'en', 'ru', 'am')),
  audience   text[] not null check (cardinality(audience) > 0),
  hours      integer not null check (hours > 0),
  modules    jsonb not null,
  created_at timestamptz not null,
  version    bigint not null,
  unique (unit, code)
);
create index course_unit on course using gist (unit);
comment on column course.unit is 'Whose workers it is for, with all units below';
comment on column course.modules is 'Its parts in their order: name and hours';
