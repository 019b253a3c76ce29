comment on column service_user.in_erased_family is 'When they lived in a family, where they or it are erased: they are counted as of a family in these days, and nothing tells which it was';

-- Who was erased before: the year of birth is left, and no way to a member.
update service_user person
   set birth_date = date_trunc('year', birth_date)::date,
       in_erased_family = coalesce((select daterange(joined_on, left_on) from member
                                     where member.id = counted_as(member_id)), in_erased_family),
       member_id = null, version = version + 1
 where not exists (select from service_user_key where service_user_id = person.id);
