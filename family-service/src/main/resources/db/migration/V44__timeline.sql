-- Newest first by id: the id is made of the time, so that one index finds, sorts and pages.
create table timeline_entry (
  family_id uuid not null references family,
  id        uuid not null default uuidv7(),
  at        timestamptz not null,
  kind      text not null,
  actor     text,
  facts     jsonb not null,
  primary key (family_id, id)
);
comment on table timeline_entry is 'What happened to a family, in codes; written by triggers alone';
comment on column timeline_entry.actor is 'The subject of the token by which it was done';

-- Whatever a feature tells of a family stands here by that, with the news and the state in one transaction.
-- Coded answers stay with their assessment: a list is no place for how somebody feels.
create function note_event_on_timeline() returns trigger language plpgsql as $$
begin
  insert into timeline_entry (family_id, at, kind, actor, facts)
  values (new.aggregate_id::uuid, new.created_at,
          regexp_replace(new.type, '^org\.retzef\.(.*)\.v\d+$', '\1'), new.actor,
          new.payload::jsonb - 'familyId' - 'answers');
  return null;
end $$;
create trigger family_events_stand_on_the_timeline after insert on outbox
  for each row when (new.aggregate_type = 'family') execute function note_event_on_timeline();

-- Assignments and emergency access are told to nobody outside, so their own tables are followed.
create function note_assignment_on_timeline() returns trigger language plpgsql as $$
begin
  insert into timeline_entry (family_id, at, kind, actor, facts)
  values (new.family_id, now(), 'assignment.' || lower(replace(new.status, '_', '-')),
          case when new.status = 'PROPOSED' then new.proposed_by end,
          jsonb_build_object('assignmentId', new.id, 'worker', new.worker, 'fieldRole', new.field_role));
  return null;
end $$;
create trigger new_assignments_stand_on_the_timeline after insert on assignment
  for each row execute function note_assignment_on_timeline();
create trigger changed_assignments_stand_on_the_timeline after update of status on assignment
  for each row when (old.status <> new.status) execute function note_assignment_on_timeline();

create function note_emergency_access_on_timeline() returns trigger language plpgsql as $$
begin
  insert into timeline_entry (family_id, at, kind, actor, facts)
  values (new.family_id, new.opened_at, 'emergency-access.opened', new.worker,
          jsonb_build_object('emergencyAccessId', new.id, 'workerUnit', new.worker_unit::text, 'closesAt', new.closes_at));
  return null;
end $$;
create trigger emergency_access_stands_on_the_timeline after insert on emergency_access
  for each row execute function note_emergency_access_on_timeline();

-- What was there before the timeline was.
insert into timeline_entry (family_id, id, at, kind, facts)
select id, uuidv7(registered_at - clock_timestamp()), registered_at, 'family.registered',
       jsonb_build_object('unit', unit::text)
  from family;
insert into timeline_entry (family_id, id, at, kind, facts)
select family_id, uuidv7((start_date - current_date) * interval '1 day'), start_date, 'family.enrolled',
       jsonb_build_object('enrolmentId', id, 'track', track, 'startDate', start_date)
  from enrolment;
