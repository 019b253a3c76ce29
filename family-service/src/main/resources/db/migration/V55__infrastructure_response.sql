create table programme_conversion (
  id          uuid primary key,
  programme   text not null references programme,
  unit        ltree not null references unit,
  from_day    date not null,
  state       text not null check (state in ('PROPOSED', 'APPLIED', 'CONFIRMED', 'REVERSED')),
  proposed_by text not null,
  proposed_at timestamptz not null,
  changed_by  text not null,
  changed_at  timestamptz not null,
  version     bigint not null
);
create index programme_conversion_unit on programme_conversion using gist (unit);
create index programme_conversion_programme on programme_conversion (programme, id);
comment on table programme_conversion is
  'A programme that becomes interventions of the departments of a unit from a day on: its enrolments are read so, and stay as they are';
