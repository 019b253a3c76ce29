-- Two of one worker for one family, declared at once or come together by a merger: the later one
-- ends, and is told.
with ended as (
  update conflict_of_interest later
     set ended_by = 'retzef', ended_at = now(), version = version + 1
   where ended_at is null
     and exists (select from conflict_of_interest earlier
                  where earlier.family_id = later.family_id and earlier.worker = later.worker
                    and earlier.ended_at is null and earlier.id < later.id)
  returning *
), head as (
  insert into outbox_head as known (topic, aggregate_id, version)
  select 'retzef.family.events', id::text, 1 from ended
  on conflict (topic, aggregate_id) do update set version = known.version + 1
  returning aggregate_id, version
)
insert into outbox (topic, aggregate_type, aggregate_id, agg_version, type, payload)
select 'retzef.family.events', 'conflict-of-interest', aggregate_id, head.version,
       'org.retzef.conflict-of-interest.changed.v1',
       json_build_object(
         'conflictId', id, 'familyId', family_id,
         'worker', encode(sha256(convert_to(worker, 'UTF8')), 'hex'), 'status', 'ENDED',
         'declaredAt', declared_at, 'endedAt', ended_at)::text
  from ended join head on aggregate_id = id::text;

create unique index one_declaration_of_a_worker on conflict_of_interest (family_id, worker)
  where ended_at is null;
