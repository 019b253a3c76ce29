-- A unit with all above it, as a GIN index can look for them.
create function unit_and_above(unit ltree) returns text[] language sql immutable strict as $$
  select array_agg(subpath(unit, 0, depth)::text) from generate_series(1, nlevel(unit)) as depth
$$;

create table family_search (
  family_id uuid primary key references family_key (family_id) on delete cascade,
  unit      ltree not null,
  units     text[] not null generated always as (unit_and_above(unit)) stored,
  marks     bigint[] not null,
  made_by   bigint not null
);
comment on table family_search is 'By what a family is found, blind: goes with its key';
comment on column family_search.marks is 'HMACs of names, id numbers and phone, without order';
comment on column family_search.made_by is 'Which key and which rules of spelling made them; others are made again';

-- Without a list of pending entries, which every search would have to read through.
create index family_search_marks on family_search using gin (units, marks)
  with (fastupdate = off);
create index family_search_made_by on family_search (made_by);

create function move_family_search() returns trigger language plpgsql as $$
begin
  update family_search set unit = new.unit where family_id = new.id;
  return null;
end $$;
create trigger family_search_follows after update of unit on family
  for each row when (old.unit <> new.unit) execute function move_family_search();
