-- What is told to nobody outside and was on no timeline: its own tables are followed, as those of assignments are.
-- From now on; what was there before stands in the changes of the file, in its plans and in its transfers.
alter table file_change add column fields text[] not null default '{}';
comment on column file_change.fields is 'Which fields are different, as in the requests; empty where a version of the service wrote it that named none';

create function stand_on_timeline(family uuid, kind text, actor text, facts jsonb) returns void
  language sql as $$
  insert into timeline_entry (family_id, at, kind, actor, facts) values (family, now(), kind, actor, facts)
$$;

-- Joining and leaving are told as events; what else was changed in the same step is not.
create function note_file_change_on_timeline() returns trigger language plpgsql as $$
declare
  told text[] := case when 'joinedOn' = any(new.fields) then new.fields
                      when 'leftOn' = any(new.fields) then '{leftOn,leaveReason}' else '{}' end;
  changed text[] := array(select field from unnest(new.fields) as field where field <> all (told));
begin
  if new.member_id is null then
    perform stand_on_timeline(new.family_id, 'contact-details.changed', new.changed_by,
                              jsonb_build_object('fields', changed));
  elsif changed && '{relation,relations}' then
    perform stand_on_timeline(new.family_id, 'relation.changed', new.changed_by,
                              jsonb_build_object('memberId', id, 'fields', changed,
                                                 'relation', relation, 'since', relation_since))
       from member where id = new.member_id;
  elsif cardinality(changed) > 0 then
    perform stand_on_timeline(new.family_id, 'member.changed', new.changed_by,
                              jsonb_build_object('memberId', new.member_id, 'fields', changed));
  end if;
  return null;
end $$;
create trigger changed_files_stand_on_the_timeline after insert on file_change
  for each row execute function note_file_change_on_timeline();

-- That one was approved is told as an event.
create function note_plan_on_timeline() returns trigger language plpgsql as $$
begin
  perform stand_on_timeline(family_id, 'plan.' || case new.status when 'DRAFT' then 'drafted' else lower(new.status) end,
                            case new.status when 'DRAFT' then new.authors[1] when 'RETURNED' then new.decided_by end,
                            jsonb_build_object('planId', id, 'planVersion', new.number))
     from plan where id = new.plan_id;
  return null;
end $$;
create trigger new_plans_stand_on_the_timeline after insert on plan_version
  for each row execute function note_plan_on_timeline();
create trigger changed_plans_stand_on_the_timeline after update of status on plan_version
  for each row when (old.status <> new.status and new.status in ('SUBMITTED', 'RETURNED'))
  execute function note_plan_on_timeline();

create index plan_goal_id on plan_goal (id);
create function note_progress_on_timeline() returns trigger language plpgsql as $$
begin
  perform stand_on_timeline(family_id, 'goal.progressed', new.recorded_by,
                            jsonb_build_object('planId', plan.id, 'goalId', new.goal_id, 'progress', new.progress))
     from plan
    where id = (select plan_id from plan_goal where plan_goal.id = new.goal_id limit 1);
  return null;
end $$;
create trigger progress_stands_on_the_timeline after insert on plan_goal_progress
  for each row execute function note_progress_on_timeline();

-- That one was accepted is told as an event: the family has moved.
create function note_transfer_on_timeline() returns trigger language plpgsql as $$
begin
  perform stand_on_timeline(new.family_id, 'transfer.' || lower(new.status),
                            case new.status when 'PROPOSED' then new.proposed_by else new.answered_by end,
                            jsonb_build_object('transferId', new.id, 'fromUnit', new.from_unit::text,
                                               'toUnit', new.to_unit::text));
  return null;
end $$;
create trigger new_transfers_stand_on_the_timeline after insert on family_transfer
  for each row execute function note_transfer_on_timeline();
create trigger declined_transfers_stand_on_the_timeline after update of status on family_transfer
  for each row when (old.status <> new.status and new.status = 'DECLINED')
  execute function note_transfer_on_timeline();

create function note_partner_referral_on_timeline() returns trigger language plpgsql as $$
begin
  perform stand_on_timeline(new.family_id, 'partner-referral.' || lower(new.status), null,
                            jsonb_build_object('partnerReferralId', new.id, 'partner', new.partner, 'reason', new.reason)
                            || jsonb_strip_nulls(jsonb_build_object('result', new.result)));
  return null;
end $$;
create trigger partner_referrals_stand_on_the_timeline after update of status on partner_referral
  for each row when (old.status <> new.status and new.family_id is not null)
  execute function note_partner_referral_on_timeline();

create function note_link_on_timeline() returns trigger language plpgsql as $$
begin
  perform stand_on_timeline(family_id, 'service-user.linked', null,
                            jsonb_build_object('serviceUserId', new.id, 'memberId', new.member_id))
     from member where id = new.member_id;
  return null;
end $$;
create trigger linked_service_users_stand_on_the_timeline after update of member_id on service_user
  for each row when (new.member_id is not null and new.member_id is distinct from old.member_id)
  execute function note_link_on_timeline();

create function note_fit_answers_on_timeline() returns trigger language plpgsql as $$
begin
  perform stand_on_timeline(new.family_id, 'fit-answers.changed', null, '{}');
  return null;
end $$;
create trigger fit_answers_stand_on_the_timeline after insert or update of sealed_answers on fit_answers
  for each row execute function note_fit_answers_on_timeline();
