alter table family_merge_row add column waits boolean not null default false;
comment on column family_merge_row.waits is 'It stays with the merged family until the merger is undone, whatever becomes of the survivor''s own';

-- Gives the rows of one family to another and notes which. Where only one of the two families can
-- have such a row, the survivor's counts and the other one waits where it is, also when the
-- survivor's has ended since.
create or replace function move_merged_rows(merge uuid, merged uuid, survivor uuid) returns integer
  language plpgsql as $$
declare
  place record;
  found_key jsonb;
  moved integer := 0;
begin
  for place in select * from columns_of_families() order by 1, 2 loop
    for found_key in
      execute format('select key from (select %s as key from %s where %I = $1) as own
                       where not exists (select from family_merge_row
                                          where merge_id = $2 and table_name = $3
                                            and family_column = $4 and row_key = key and waits)',
                     place.key, place.table_name, place.family_column)
        using merged, merge, place.table_name::text, place.family_column
    loop
      begin
        execute format('update %s set %I = $1 where %I = $2 and %s = $3', place.table_name,
                       place.family_column, place.family_column, place.key)
          using survivor, merged, found_key;
        insert into family_merge_row (merge_id, table_name, family_column, row_key)
        values (merge, place.table_name::text, place.family_column, found_key);
        moved := moved + 1;
      exception when unique_violation or exclusion_violation then
        insert into family_merge_row (merge_id, table_name, family_column, row_key, waits)
        values (merge, place.table_name::text, place.family_column, found_key, true)
        on conflict do nothing;
      end;
    end loop;
  end loop;
  return moved;
end $$;

create or replace function move_rows_back(merge uuid, merged uuid, survivor uuid) returns void
  language plpgsql as $$
declare
  moved record;
begin
  for moved in
    select note.*, place.key
      from family_merge_row note
      join columns_of_families() place
        on place.table_name::text = note.table_name and place.family_column = note.family_column
     where note.merge_id = merge and not note.waits
  loop
    execute format('update %s set %I = $1 where %I = $2 and %s = $3', moved.table_name,
                   moved.family_column, moved.family_column, moved.key)
      using merged, survivor, moved.row_key;
  end loop;
end $$;
