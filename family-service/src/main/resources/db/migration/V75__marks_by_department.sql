-- Most searches are of one department. A mark's families of the whole country stood in one list, and a search walked
-- through all of it; now it stands in sixteen, by department, and a search of one walks through one (decision 0027).
create temporary table kept on commit drop as select family_id, unit, marks, made_by from family_search;
drop table family_search;

create table family_search (
  family_id uuid not null references family_key (family_id) on delete cascade,
  unit      ltree not null,
  units     text[] not null generated always as (unit_and_above(unit)) stored,
  marks     bigint[] not null,
  made_by   bigint not null,
  primary key (family_id, unit)
) partition by hash (unit);
comment on table family_search is 'By what a family is found, blind: one row, that goes with its key';
comment on column family_search.unit is 'The family''s, always: it follows by a trigger';
comment on column family_search.marks is 'HMACs of names, id numbers and phone, without order';
comment on column family_search.made_by is 'Which key and which rules of spelling made them; others are made again';

do $$ begin
  for part in 0..15 loop
    execute format('create table family_search_%s partition of family_search'
      ' for values with (modulus 16, remainder %s)', part, part);
  end loop;
end $$;
insert into family_search (family_id, unit, marks, made_by) select family_id, unit, marks, made_by from kept;

-- A short list of pending entries: decision 0026.
create index family_search_marks on family_search using gin (units, marks)
  with (fastupdate = on, gin_pending_list_limit = 512);
create index family_search_made_by on family_search (made_by);
