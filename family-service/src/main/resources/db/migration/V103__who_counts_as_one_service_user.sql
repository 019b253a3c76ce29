-- Who was in two families that are one now counts once, with or without them.
create view counted_service_user as
select service_user.id as service_user_id,
       case when twin.member_id is null then coalesce(service_user.member_id, service_user.id)
            else counted_as(service_user.member_id) end as person
  from service_user
  left join (select distinct member_id from family_merge_member where twin_id is not null) twin
    on twin.member_id = service_user.member_id;
comment on view counted_service_user is 'The person as whom a service user counts: a member of a family, or themselves';
