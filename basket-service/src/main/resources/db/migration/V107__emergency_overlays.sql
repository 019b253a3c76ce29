-- By the name that the other services, and the glossary, have for it.
alter table emergency rename to emergency_overlay;
alter index emergency_pkey rename to emergency_overlay_pkey;
comment on table emergency_overlay is
  'Emergencies as family-service declares them, in a unit and all below it: some things may be asked for in their time alone';

create or replace function in_emergency(of_unit ltree, on_day date) returns boolean stable
language sql as $$
  select exists (select from emergency_overlay
                  where of_unit <@ unit and on_day between first_day and coalesce(last_day, 'infinity'))
$$;
