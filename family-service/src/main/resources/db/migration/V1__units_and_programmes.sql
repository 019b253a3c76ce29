create extension if not exists ltree;
create extension if not exists btree_gist;

create table unit (
  path                   ltree primary key,
  kind                   text not null
    check (kind in ('COUNTRY', 'DISTRICT', 'AUTHORITY', 'DEPARTMENT', 'OTZMA_CENTRE')),
  name_he                text not null,
  name_en                text,
  cbs_code               text unique,
  socio_economic_cluster smallint check (socio_economic_cluster between 1 and 10),
  has_noshmim            boolean not null default false,
  has_otzma_centre       boolean not null default false,
  version                bigint not null default 1
);
create index unit_tree on unit using gist (path);
comment on column unit.cbs_code is 'Central Bureau of Statistics code of a local authority';

create table unit_operator (
  unit     ltree not null references unit,
  code     text not null,
  name_he  text not null,
  name_en  text not null,
  during   daterange not null,
  exclude using gist (unit with =, during with &&)
);
comment on table unit_operator is 'Who runs staff and training of a district, and when: one at a time';

create table programme (
  code    text primary key,
  name_he text not null,
  name_en text not null
);

create table track (
  code      text primary key,
  programme text not null references programme,
  name_he   text not null,
  name_en   text not null
);

create table track_plan (
  id           uuid primary key default uuidv7(),
  track        text not null references track,
  unit         ltree not null references unit,
  during       daterange not null,
  seats        integer not null check (seats >= 0),
  version      integer not null,
  published_on date not null,
  unique (track, unit, during, version)
);
comment on table track_plan is 'Seats of a track in a unit and a period; a new version never changes an old one';
