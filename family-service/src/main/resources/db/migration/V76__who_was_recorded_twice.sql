alter table family_merge_member add column recorded_twice boolean not null default false;
comment on column family_merge_member.recorded_twice is 'The merger ended this one as recorded in error: what undoing it takes back';

update family_merge_member before
   set recorded_twice = true
  from member
 where member.id = before.member_id and before.left_on is null
   and member.left_on = member.joined_on and member.leave_reason = 'RECORDED_IN_ERROR';
