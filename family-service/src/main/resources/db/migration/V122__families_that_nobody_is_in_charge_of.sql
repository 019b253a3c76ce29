-- Why nobody is in charge of a family stands with the family: where all but a few are attended, those few are found by
-- an index and not by asking each family of a department (decision 0119).
alter table family add column unattended text
  check (unattended in ('NEVER_ASSIGNED', 'PROPOSED', 'DECLINED', 'ENDED'));
comment on column family.unattended is 'Why no worker is in charge of it; null where one is. It follows the assignments by a trigger';

-- In charge is who answers for the case; the other roles go along with the family.
create function why_unattended(whose uuid) returns text language sql stable as $$
  select case when bool_or(status = 'ACTIVE') then null
              when bool_or(status = 'PROPOSED') then 'PROPOSED'
              when count(*) = 0 then 'NEVER_ASSIGNED'
              else case (array_agg(status order by id desc))[1] when 'DECLINED' then 'DECLINED' else 'ENDED' end end
    from assignment
   where family_id = whose and field_role in ('FAMILY_SOCIAL_WORKER', 'OTZMA_WORKER', 'TEAM_LEAD')
$$;

-- Only these few are written anew, and no former row of another gets into the index.
update family set unattended = why_unattended(id) where why_unattended(id) is not null;
alter table family alter column unattended set default 'NEVER_ASSIGNED';

create index family_unattended on family (unit, unattended, id)
  where unattended is not null and merged_into is null and erased_at is null;
drop index assignment_in_charge;

-- The families are held first: whoever waits here for another's change to them sees it in the statement after.
create function note_why_unattended() returns trigger language plpgsql as $$
declare
  touched uuid[] := array[old.family_id, new.family_id];
begin
  perform from family where id = any (touched) order by id for no key update;
  update family set unattended = why_unattended(id)
   where id = any (touched) and unattended is distinct from why_unattended(id);
  return null;
end $$;
create trigger new_assignments_tell_who_is_in_charge after insert on assignment
  for each row when (new.field_role in ('FAMILY_SOCIAL_WORKER', 'OTZMA_WORKER', 'TEAM_LEAD'))
  execute function note_why_unattended();
create trigger changed_assignments_tell_who_is_in_charge after update of status, family_id on assignment
  for each row when (new.field_role in ('FAMILY_SOCIAL_WORKER', 'OTZMA_WORKER', 'TEAM_LEAD'))
  execute function note_why_unattended();
