-- Who was parted from a family, because it was erased or they were themselves, is led to by no timeline either:
-- beside one of the two the other could still be named. That a link was made stays.
create index timeline_of_service_user on timeline_entry ((facts ->> 'serviceUserId'))
  where kind = 'service-user.linked';

create function part_service_user_from_timeline() returns trigger language plpgsql as $$
begin
  update timeline_entry set facts = facts - 'serviceUserId'
   where kind = 'service-user.linked' and facts ->> 'serviceUserId' = new.id::text;
  return null;
end $$;
create trigger timelines_lead_to_no_erased_person after update of member_id on service_user
  for each row when (old.member_id is not null and new.member_id is null)
  execute function part_service_user_from_timeline();

update timeline_entry set facts = facts - 'serviceUserId'
  from service_user
 where kind = 'service-user.linked' and facts ->> 'serviceUserId' = service_user.id::text and member_id is null;
