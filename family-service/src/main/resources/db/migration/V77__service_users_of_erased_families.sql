alter table service_user add column in_erased_family daterange;
comment on column service_user.in_erased_family is 'When they lived in a family that is erased: they are counted as of a family in these days, and nothing tells which it was';

-- The families that were erased before.
update service_user
   set member_id = null, in_erased_family = daterange(member.joined_on, member.left_on)
  from member join family on family.id = family_id
 where member.id = member_id and erased_at is not null;

delete from conflict_of_interest using family where family.id = family_id and erased_at is not null;
