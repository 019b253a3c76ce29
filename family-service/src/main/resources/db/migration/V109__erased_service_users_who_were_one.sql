alter table service_user add column counted_mark bigint;
comment on column service_user.counted_mark is 'Keyed mark of the member as whom they counted with others, where nothing leads to that member any more: who has the same one is the same person';

-- The member as whom others count, too: whoever was recorded twice, or is the one of whom another is a second record.
create function counted_with_others_as(member uuid) returns uuid language sql stable strict as $$
  select counted_as(member)
   where exists (select from family_merge_member twin
                   join family_merge merger on merger.id = merge_id and undone_at is null
                  where twin_id is not null and member in (twin.member_id, twin_id))
$$;

-- Who was in two families that are one now counts once, with or without them; erased, too.
create or replace view counted_service_user as
select service_user.id as service_user_id,
       case when twin.member_id is null
            then coalesce(service_user.member_id, lpad(to_hex(counted_mark), 32, '0')::uuid, service_user.id)
            else counted_as(service_user.member_id) end as person
  from service_user
  left join (select distinct member_id from family_merge_member where twin_id is not null) twin
    on twin.member_id = service_user.member_id;
comment on view counted_service_user is 'The person as whom a service user counts: a member of a family, whoever was the same one before both were erased, or themselves';
