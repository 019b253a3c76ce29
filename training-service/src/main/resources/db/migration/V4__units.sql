create table known_unit (
  path      ltree primary key,
  kind      text not null check (kind in ('COUNTRY', 'DISTRICT', 'AUTHORITY', 'DEPARTMENT', 'OTZMA_CENTRE')),
  name_he   text not null,
  opened_on date,
  closed_on date
);
create index known_unit_path on known_unit using gist (path);
comment on table known_unit is 'A copy of what the family service tells of its units';
