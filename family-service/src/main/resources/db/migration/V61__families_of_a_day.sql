-- Moves that families made themselves. A transfer that came along with a merged family tells where
-- that one was, and not where its survivor was.
create view family_move as
select family_id, from_unit, to_unit, answered_at as moved_at
  from family_transfer transfer
 where status = 'ACCEPTED'
   and not exists (
         select from family_merge_row moved
           join family_merge merge on merge.id = moved.merge_id and merge.undone_at is null
          where moved.table_name = 'family_transfer'
            and moved.row_key = jsonb_build_object('id', transfer.id));
create index family_transfer_accepted on family_transfer (answered_at) where status = 'ACCEPTED';
create index family_merge_row_transfer on family_merge_row (row_key)
  where table_name = 'family_transfer';

-- The families that have moved since a moment, and where they were then: few, for a recent day.
create function families_moved_since(moment timestamptz)
returns table (family_id uuid, unit ltree)
language sql stable as $$
  select distinct on (family_move.family_id) family_move.family_id, family_move.from_unit
    from family_move
   where moved_at >= moment
   order by family_move.family_id, moved_at
$$;

-- The families of a unit as they stood at a moment, each where it was then. A merged family is part
-- of its survivor at every moment: the two are one. Written so that a query that joins it still
-- reaches family by its keys.
create function families_of(whose ltree, moment timestamptz)
returns table (id uuid, unit ltree, registered_at timestamptz, merged_into uuid)
language sql stable as $$
  select family.id, coalesce(before.unit, family.unit), family.registered_at, family.merged_into
    from family
    left join families_moved_since(moment) before on before.family_id = family.id
   where family.id in (
         select here.id from family here where here.unit <@ whose
         union all
         select moved.family_id from families_moved_since(moment) moved)
     and coalesce(before.unit, family.unit) <@ whose
$$;
