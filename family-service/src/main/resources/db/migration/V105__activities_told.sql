-- Activities that were recorded before they were told.
with activity as (
  select centre_activity.*,
         (select count(*) from activity_participant where activity_id = id) as service_users
    from centre_activity
), head as (
  insert into outbox_head (topic, aggregate_id, version)
  select 'retzef.family.events', id::text, 1 from activity
)
insert into outbox (topic, aggregate_type, aggregate_id, agg_version, type, payload)
select 'retzef.family.events', 'activity', id::text, 1, 'org.retzef.activity.recorded.v1',
       json_build_object(
         'activityId', id, 'unit', centre::text, 'kind', kind, 'domain', domain,
         'heldOn', held_on, 'serviceUsers', service_users,
         'otherParticipants', other_participants, 'departmentWorkers', department_workers)::text
  from activity
 order by id;
