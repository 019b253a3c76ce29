-- When the first of the families was registered that were merged into one.
create function families_taken_in() returns table (survivor uuid, registered_at timestamptz)
language sql stable as $$
  with recursive taken_in (survivor, registered_at) as (
    select merged_into, registered_at from family where merged_into is not null
    union
    select merged_into, taken_in.registered_at
      from taken_in join family on id = survivor
     where merged_into is not null)
  select survivor, min(registered_at) from taken_in group by survivor
$$;

-- As before; a family is registered since it or a family that was merged into it was.
create or replace function families_of(whose ltree, moment timestamptz)
returns table (id uuid, unit ltree, registered_at timestamptz, merged_into uuid)
language sql stable as $$
  select family.id, coalesce(before.unit, family.unit),
         least(family.registered_at, taken_in.registered_at), family.merged_into
    from family
    left join families_moved_since(moment) before on before.family_id = family.id
    left join families_taken_in() taken_in on taken_in.survivor = family.id
   where family.id in (
         select here.id from family here where here.unit <@ whose
         union all
         select moved.family_id from families_moved_since(moment) moved)
     and coalesce(before.unit, family.unit) <@ whose
$$;
