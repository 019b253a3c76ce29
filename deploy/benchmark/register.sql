-- What family-service says to its database to take a family in, statement by statement; what is sealed is as long.
-- pgbench -M prepared -D run=… (a prefix for keys); kept in step with the service by hand.
begin;
insert into idempotency_key as known (client, key, fingerprint)
values ('pgbench', :run::text || '-' || uuidv7(), '\x00')
on conflict (client, key) do update
   set fingerprint = excluded.fingerprint, created_at = now(), status = null, location = null,
       etag = null, body = null
 where known.created_at < now() - interval '24 hours'
returning key as claim, uuidv7() as family \gset
select path, kind from unit where path = 'IL.SOUTH.A2630.D1' and path <@ 'IL.SOUTH.A2630.D1'::ltree;
with news_head as (
  insert into outbox_head as known (topic, aggregate_id, version)
  select 'retzef.family.events', :family::text, 1 from (values (1)) as always
  on conflict (topic, aggregate_id) do update set version = known.version + 1
  returning version
), news as (
  insert into outbox (topic, aggregate_type, aggregate_id, agg_version, type, payload, traceparent, actor)
  select 'retzef.family.events', 'family', :family::text, version, 'org.retzef.family.registered.v1',
         '{"familyId":"' || :family::text || '","unit":"IL.SOUTH.A2630.D1","preferredLanguage":"he",'
         '"members":4,"minors":2,"registeredAt":"2026-01-12T08:15:30.123456Z"}', null, 'pgbench'
    from news_head
), new as (
  select :family::uuid as id
), families as (
  insert into family (id, unit, preferred_language, sealed_contact, contact_since, registered_at, version)
  select id, 'IL.SOUTH.A2630.D1', 'he', decode(repeat('00', 120), 'hex'), current_date, now(), 1 from new
), keys as (
  insert into family_key (family_id, wrapped_key) select id, decode(repeat('00', 65), 'hex') from new
), marks as (
  insert into family_search (family_id, unit, marks, made_by)
  select id, 'IL.SOUTH.A2630.D1', array(select hashtextextended(n::text, 0) from generate_series(1, 7) as n), 1 from new
)
insert into member (id, family_id, relation, relation_since, sex, birth_date, sealed_identity, joined_on, has_national_id)
select uuidv7(), :family::uuid, relation, current_date, 'FEMALE', date '1990-01-01',
       decode(repeat('00', 90), 'hex'), current_date, false
  from unnest('{HEAD,SPOUSE,CHILD,CHILD}'::text[]) as relation;
update idempotency_key
   set status = 201, location = '/api/v1/families/' || :family::text, etag = '"1"',
       body = '{"id":"' || :family::text || '","unit":"IL.SOUTH.A2630.D1","members":[],"version":1}'
 where client = 'pgbench' and key = :claim;
insert into audit_line (actor, roles, unit, client, purpose, method, route, object, families, status, trace_id)
values ('pgbench', '{family-social-worker}', 'IL.SOUTH.A2630.D1', null, null, 'POST', '/api/v1/families', null,
        array[:family::uuid], 201, null);
commit;
