alter table family_merge_member add column twin_id uuid references member;
comment on column family_merge_member.twin_id is
  'Who of the survivor is the same person, if recorded twice: a service user of either counts as of this one while the merger holds';
create index family_merge_member_twin on family_merge_member (member_id) where twin_id is not null;

-- The member as whom somebody counts: families may be merged again and again.
create function counted_as(member uuid) returns uuid language sql stable strict parallel safe as $$
  with recursive way as (
    select member as id, 0 as depth
    union all
    select twin_id, depth + 1
      from way
      join family_merge_member twin on twin.member_id = way.id and twin_id is not null
      join family_merge merger on merger.id = merge_id and undone_at is null
     where depth < 20)
  select id from way order by depth desc limit 1
$$;
