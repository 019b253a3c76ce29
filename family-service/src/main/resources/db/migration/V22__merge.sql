alter table family
  add column merged_into uuid references family,
  add check (merged_into <> id);
create index family_merged_into on family (merged_into) where merged_into is not null;
comment on column family.merged_into is 'The family that has taken this one in: its rows are there until the merger is undone';

create table family_merge (
  id          uuid primary key,
  survivor_id uuid not null references family,
  merged_id   uuid not null references family,
  reason      text not null check (reason in ('REGISTERED_TWICE', 'HOUSEHOLDS_UNITED', 'OTHER')),
  merged_by   text not null,
  merged_at   timestamptz not null,
  undone_by   text,
  undone_at   timestamptz,
  version     bigint not null default 1,
  check (survivor_id <> merged_id),
  check (num_nulls(undone_by, undone_at) in (0, 2))
);
create unique index merged_into_one on family_merge (merged_id) where undone_at is null;
create index family_merge_survivor on family_merge (survivor_id);

-- Which rows have changed their family: what undoing goes by.
create table family_merge_row (
  merge_id      uuid not null references family_merge,
  table_name    text not null,
  family_column text not null,
  row_key       jsonb not null,
  primary key (merge_id, table_name, family_column, row_key)
);

-- What a member of the merged family was before.
create table family_merge_member (
  merge_id       uuid not null references family_merge,
  member_id      uuid not null references member,
  relation       text not null,
  relation_since date not null,
  left_on        date,
  leave_reason   text,
  primary key (merge_id, member_id)
);

-- Every column of every table that says whose a row is, also of tables that come later. Not among
-- them: the keys and marks, which are made anew, and what is said of two families.
create function columns_of_families() returns table (table_name regclass, family_column text, key text)
  language sql stable as $$
  select distinct conrelid::regclass, owner.attname::text,
         (select 'jsonb_build_object('
                 || coalesce(string_agg(format('%L, %I', part.attname, part.attname), ', '
                                        order by part.attname), '')
                 || ')'
            from pg_index
            join pg_attribute part on part.attrelid = indrelid and part.attnum = any(indkey)
           where indrelid = conrelid and indisprimary and part.attname <> owner.attname)
    from pg_constraint
    join pg_attribute owner on owner.attrelid = conrelid and owner.attnum = conkey[1]
   where contype = 'f' and conparentid = 0 and cardinality(conkey) = 1
     and confrelid in ('family'::regclass, 'family_key'::regclass)
     and conrelid not in ('family'::regclass, 'family_key'::regclass, 'family_search'::regclass,
                          'family_merge'::regclass, 'duplicate_verdict'::regclass)
$$;

-- Gives the rows of one family to another and notes which. Where only one of the two families can
-- have such a row, the survivor's counts and the other one waits where it is.
create function move_merged_rows(merge uuid, merged uuid, survivor uuid) returns integer
  language plpgsql as $$
declare
  place record;
  found_key jsonb;
  moved integer := 0;
begin
  for place in select * from columns_of_families() order by 1, 2 loop
    for found_key in
      execute format('select %s from %s where %I = $1', place.key, place.table_name,
                     place.family_column) using merged
    loop
      begin
        execute format('update %s set %I = $1 where %I = $2 and %s = $3', place.table_name,
                       place.family_column, place.family_column, place.key)
          using survivor, merged, found_key;
        insert into family_merge_row (merge_id, table_name, family_column, row_key)
        values (merge, place.table_name::text, place.family_column, found_key);
        moved := moved + 1;
      exception when unique_violation or exclusion_violation then
        null;
      end;
    end loop;
  end loop;
  return moved;
end $$;

create function move_rows_back(merge uuid, merged uuid, survivor uuid) returns void
  language plpgsql as $$
declare
  moved record;
begin
  for moved in
    select note.*, place.key
      from family_merge_row note
      join columns_of_families() place
        on place.table_name::text = note.table_name and place.family_column = note.family_column
     where note.merge_id = merge
  loop
    execute format('update %s set %I = $1 where %I = $2 and %s = $3', moved.table_name,
                   moved.family_column, moved.family_column, moved.key)
      using merged, survivor, moved.row_key;
  end loop;
end $$;
