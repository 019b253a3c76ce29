-- Who was recorded in two families that are one, and erased in one of them, still counts once with who is known.
drop view counted_service_user;

create function counted_service_users(recorded_twice uuid[], marks bigint[])
returns table (service_user_id uuid, person uuid) language sql stable as $$
  select service_user.id,
         case when twin.member_id is not null then counted_as(service_user.member_id)
              else coalesce(service_user.member_id, counted_as(known.member),
                            lpad(to_hex(counted_mark), 32, '0')::uuid, service_user.id) end
    from service_user
    left join (select distinct member_id from family_merge_member where twin_id is not null) twin
      on twin.member_id = service_user.member_id
    left join unnest(recorded_twice, marks) as known (member, mark)
      on known.mark = counted_mark and service_user.member_id is null
$$;
comment on function counted_service_users is 'The person as whom each service user counts: a member of a family, whoever was the same one before they were erased, or themselves. To be given: members recorded twice, and the keyed mark of each, for only the service can make marks';
