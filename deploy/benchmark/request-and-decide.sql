-- What basket-service says to its database for one request and one decision, statement by statement.
-- pgbench -M prepared -D basket=… -D claimed=… (a prefix for keys); kept in step with the service by hand.
begin;
insert into idempotency_key as known (client, key, fingerprint)
values ('pgbench', :claimed::text || '-' || uuidv7(), '\x00')
on conflict (client, key) do update
   set fingerprint = excluded.fingerprint, created_at = now(), status = null, location = null,
       etag = null, body = null
 where known.created_at < now() - interval '24 hours'
returning key as claim, uuidv7() as request, uuidv7() as posting, uuidv7() as decision \gset
select basket.id, family_id, enrolment_id, unit::text as unit, programme, track, first_day, last_day,
       state, waits_for, coalesce(reserved.balance, 0) as reserved,
       coalesce(spent.balance, 0) as spent, coalesce(available.balance, 0) as available
  from basket
  left join account available on available.name = 'available/' || basket.id
  left join account reserved on reserved.name = 'reserved/' || basket.id
  left join account spent on spent.name = 'spent/' || basket.id
 where unit <@ 'IL.SOUTH.A2630.D1'::ltree and basket.id = :basket::uuid;
select code, name_he, name_ar, name_en, name_ru, name_am from category
 where code = any('{FOOD}'::text[])
   and (now() at time zone 'Asia/Jerusalem')::date between valid_from and coalesce(valid_until, 'infinity');
select id, code, valid_from, valid_until, category, aspect, unit::text as unit, purposes, cap,
       window_months, needs_goal, changed_by, version
  from spending_rule
 where category = any('{FOOD}'::text[]) and current_date >= valid_from
   and (valid_until is null or current_date <= valid_until)
   and (aspect is null or aspect = 'BASIC_NEEDS') and unit @> 'IL.SOUTH.A2630.D1'::ltree
 order by code;
select id, valid_from, expression, quorums, deadlines, changed_by, changed_at, version
  from routing_policy where valid_from <= current_date order by valid_from desc limit 1;
with request as (
  insert into basket_request (id, basket_id, aspect, goal_id, amount, status, required_tier,
                              policy_id, decide_by, requested_by, submitted_at)
  select :request::uuid, :basket::uuid, 'BASIC_NEEDS', null, 1, 'SUBMITTED', 1,
         (select id from routing_policy order by valid_from limit 1), current_date + 7, 'pgbench', now()
), step as (
  insert into request_step (request_id, version, step, status, taken_by, tier, amount)
  values (:request::uuid, 1, 'SUBMIT', 'SUBMITTED', 'pgbench', 1, 1)
)
insert into request_item (request_id, position, category, purpose, description, vendor_id, amount)
select :request::uuid, position, category, nullif(purpose, ''), description,
       nullif(vendor, '')::uuid, amount
  from unnest('{FOOD}'::text[], '{""}'::text[], '{x}'::text[], '{""}'::text[], '{1}'::bigint[])
       with ordinality as line (category, purpose, description, vendor, amount, position);
with news as (
  select n, topic, aggregate_type, aggregate_id, type, payload, actor
    from unnest('{retzef.basket.events}'::text[], '{request}'::text[], array[:request::text],
                '{org.retzef.request.submitted.v1}'::text[],
                array['{"requestId":"' || :request::text || '","basketId":"' || :basket::text ||
                      '","familyId":"' || :basket::text || '","unit":"IL.SOUTH.A2630.D1",'
                      '"amount":"0.01","aspect":"BASIC_NEEDS","categories":["FOOD"]}'],
                '{pgbench}'::text[])
         with ordinality as event (topic, aggregate_type, aggregate_id, type, payload, actor, n)
), head as (
  insert into outbox_head as known (topic, aggregate_id, version)
  select topic, aggregate_id, count(*) from news group by topic, aggregate_id
   order by topic, aggregate_id
  on conflict (topic, aggregate_id) do update set version = known.version + excluded.version
  returning topic, aggregate_id, version
)
insert into outbox (topic, aggregate_type, aggregate_id, agg_version, type, payload, traceparent, actor)
select topic, news.aggregate_type, aggregate_id,
       head.version + 1 - row_number() over (partition by topic, aggregate_id order by news.n desc),
       news.type, news.payload, null, nullif(news.actor, '')
  from news join head using (topic, aggregate_id) order by news.n;
with posting as (
  insert into posting (id, kind, reference, effective_on, basis_points)
  select :posting::uuid, 'RESERVATION', :request::uuid, current_date,
         coalesce(basis_points, shares_on(fund, current_date))
    from account where name = 'available/' || :basket::text
  returning id, basis_points
)
insert into entry (posting_id, account, amount, exact, booked_on)
select id, account, sum(amount), shares_of(sum(amount)::bigint, basis_points), current_date
  from posting
 cross join unnest(array['available/' || :basket::text, 'reserved/' || :basket::text],
                   '{-1,1}'::bigint[]) as line (account, amount)
 group by id, basis_points, account order by account;
update idempotency_key
   set status = 201, location = '/api/v1/requests/' || :request::text, etag = '"1"',
       body = '{"id":"' || :request::text || '","basketId":"' || :basket::text ||
              '","status":"SUBMITTED","requiredTier":1,"amount":"0.01","version":1}'
 where client = 'pgbench' and key = :claim;
commit;
begin;
insert into idempotency_key as known (client, key, fingerprint)
values ('pgbench', :claimed::text || '-' || uuidv7(), '\x00')
on conflict (client, key) do update
   set fingerprint = excluded.fingerprint, created_at = now(), status = null, location = null,
       etag = null, body = null
 where known.created_at < now() - interval '24 hours'
returning key as claim \gset
select id from basket_request where id = :request::uuid for update;
select array(select distinct taken_by from request_step
              where request_id = request.id and step in ('SUBMIT', 'EDIT')) as askers,
       array(select distinct decided_by from decision
              where request_id = request.id and decision = 'REJECT') as refusers,
       request.id, basket_id, family_id, unit::text as unit, aspect, goal_id, request.amount, status,
       required_tier, request.round, policy_id, decide_by,
       coalesce((select quorums[required_tier] from routing_policy where id = policy_id), 1) as quorum,
       (select count(*)::integer from vote
         where request_id = request.id and round = request.round) as votes,
       requested_by, submitted_at, request.version, item.categories, item.purposes,
       item.descriptions, item.vendors, item.amounts, last.id as decision_id, last.decision,
       last.tier, last.reason_code, last.note, last.decided_on, last.appeal_until
  from basket_request request
  join basket on basket.id = basket_id
 cross join lateral (
       select array_agg(category order by position) as categories,
              array_agg(coalesce(purpose, '') order by position) as purposes,
              array_agg(description order by position) as descriptions,
              array_agg(coalesce(vendor_id::text, '') order by position) as vendors,
              array_agg(amount order by position) as amounts
         from request_item where request_id = request.id) item
  left join lateral (
       select id, decision, tier, reason_code, note, decided_on, appeal_until
         from decision where request_id = request.id order by id desc limit 1) last on true
 where unit <@ 'IL.SOUTH.A2630.D1'::ltree and required_tier >= 0 and request.id = :request::uuid;
select id, unit::text as unit, first_day, last_day, reason, changed_by, version
  from approval_freeze
 where unit @> 'IL.SOUTH.A2630.D1'::ltree and current_date between first_day and last_day
 order by last_day desc limit 1;
with moved as (
  update basket_request request
     set status = 'APPROVED', version = request.version + 1
    from basket
   where request.id = :request::uuid and basket.id = request.basket_id
     and request.status = any('{SUBMITTED,IN_APPROVAL}'::text[])
  returning request.id, basket_id, family_id, unit::text as unit, request.amount,
            old.status as before, new.status as after, new.version as version,
            new.required_tier as tier
), noted as (
  insert into request_step (request_id, version, step, status, taken_by, tier, amount)
  select id, version, 'APPROVE', after, 'pgbench-head', tier, amount from moved
)
select moved.*, (select array_agg(distinct category order by category)
                   from request_item where request_id = moved.id) as categories
  from moved;
insert into decision (id, request_id, round, decision, tier, reason_code, note, decided_by,
                      decided_on, appeal_until)
values (:decision::uuid, :request::uuid, 1, 'APPROVE', 2, null, null, 'pgbench-head', current_date, null);
with news as (
  select n, topic, aggregate_type, aggregate_id, type, payload, actor
    from unnest('{retzef.basket.events}'::text[], '{request}'::text[], array[:request::text],
                '{org.retzef.request.decided.v1}'::text[],
                array['{"requestId":"' || :request::text || '","basketId":"' || :basket::text ||
                      '","familyId":"' || :basket::text || '","unit":"IL.SOUTH.A2630.D1",'
                      '"amount":"0.01","decision":"APPROVE","status":"APPROVED","tier":2}'],
                '{pgbench-head}'::text[])
         with ordinality as event (topic, aggregate_type, aggregate_id, type, payload, actor, n)
), head as (
  insert into outbox_head as known (topic, aggregate_id, version)
  select topic, aggregate_id, count(*) from news group by topic, aggregate_id
   order by topic, aggregate_id
  on conflict (topic, aggregate_id) do update set version = known.version + excluded.version
  returning topic, aggregate_id, version
)
insert into outbox (topic, aggregate_type, aggregate_id, agg_version, type, payload, traceparent, actor)
select topic, news.aggregate_type, aggregate_id,
       head.version + 1 - row_number() over (partition by topic, aggregate_id order by news.n desc),
       news.type, news.payload, null, nullif(news.actor, '')
  from news join head using (topic, aggregate_id) order by news.n;
update idempotency_key
   set status = 201, location = null, etag = '"2"',
       body = '{"id":"' || :decision::text || '","requestId":"' || :request::text ||
              '","decision":"APPROVE","status":"APPROVED","version":2}'
 where client = 'pgbench' and key = :claim;
commit;
