-- What family-service says to its database to take a family in, statement by statement; what is sealed is as long.
-- pgbench -M prepared -D run=… (a prefix for keys); kept in step with the service by hand.
with department as (
  select from unit
   where path = 'IL.SOUTH.A2630.D1' and path <@ 'IL.SOUTH.A2630.D1'::ltree
     and kind = 'DEPARTMENT' and daterange(opened_on, closed_on, '[]') @> current_date
), new as (
  select uuidv7() as id from department
), news_head as (
  insert into outbox_head as known (topic, aggregate_id, version)
  select 'retzef.family.events', id::text, 1 from new
  on conflict (topic, aggregate_id) do update set version = known.version + 1
  returning version
), news as (
  insert into outbox (topic, aggregate_type, aggregate_id, agg_version, type, payload, traceparent, actor)
  select 'retzef.family.events', 'family', new.id::text, version, 'org.retzef.family.registered.v1',
         '{"familyId":"' || new.id::text || '","unit":"IL.SOUTH.A2630.D1","preferredLanguage":"he",'
         '"members":4,"minors":2,"birthYears":[1990,1988,2015,2018],"registeredAt":"2026-01-12T08:15:30.123456Z"}',
         '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00', 'pgbench'
    from news_head, new
), kept as (
  insert into idempotency_key (client, key, fingerprint, status, location, etag, body)
  select 'pgbench', :run::text || '-' || id::text, decode(repeat('00', 32), 'hex'), 201,
         '/api/v1/families/' || id::text, '"1"',
         '{"id":"' || id::text || '","unit":"IL.SOUTH.A2630.D1","members":['
         '{"id":"' || id::text || '","relation":"HEAD"},'
         '{"id":"' || id::text || '","relation":"SPOUSE"},'
         '{"id":"' || id::text || '","relation":"CHILD"},'
         '{"id":"' || id::text || '","relation":"CHILD"}],"version":1}'
    from new
), audited as (
  insert into audit_line (actor, roles, unit, client, purpose, method, route, object, families, status, trace_id)
  select 'pgbench', '{family-social-worker}', 'IL.SOUTH.A2630.D1', null, null, 'POST', '/api/v1/families',
         null, array[id], 201, '0af7651916cd43dd8448eb211c80319c'
    from new
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
select uuidv7(), new.id, relation, current_date, 'FEMALE', date '1990-01-01',
       decode(repeat('00', 90), 'hex'), current_date, false
  from new, unnest('{HEAD,SPOUSE,CHILD,CHILD}'::text[]) as relation;
