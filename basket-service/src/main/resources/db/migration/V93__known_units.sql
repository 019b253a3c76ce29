-- The units that there are, as family-service told them: money is given to no other.
create table known_unit (
  unit      ltree primary key,
  closed_on date
);
comment on column known_unit.closed_on is 'Last day; null while it is open';
