-- What basket-service says to its database for one request and one decision, statement by statement.
-- pgbench -M prepared -D basket=… -D claimed=… (a prefix for keys); kept in step with the service by hand.
select basket.id, family_id, unit::text as unit, track, state,
       array(select code from category
              where code = any('{FOOD}'::text[])
                and current_date between valid_from and coalesce(valid_until, 'infinity')
                and (not emergency_only or in_emergency(basket.unit, current_date))) as categories,
       exists (select from spending_rule where category = any('{FOOD}'::text[])) as ruled,
       policy.id as policy_id, policy.version as policy_version,
       uuidv7() as request, uuidv7() as posting, uuidv7() as decision
  from basket
 cross join (select id, version from routing_policy
              where valid_from <= current_date order by valid_from desc limit 1) policy
 where unit <@ 'IL.SOUTH.A2630.D1'::ltree and basket.id = :basket::uuid \gset
with request as (
  insert into basket_request (id, basket_id, aspect, goal_id, amount, status, required_tier,
                              policy_id, decide_by, requested_by, submitted_at)
  select :request::uuid, :basket::uuid, 'BASIC_NEEDS', null, 1, 'SUBMITTED', 1,
         (select id from routing_policy order by valid_from limit 1), current_date + 7, 'pgbench', now()
), step as (
  insert into request_step (request_id, version, step, status, taken_by, tier, amount)
  values (:request::uuid, 1, 'SUBMIT', 'SUBMITTED', 'pgbench', 1, 1)
), item as (
  insert into request_item (request_id, position, category, purpose, description, vendor_id, amount)
  select :request::uuid, position, category, nullif(purpose, ''), description,
         nullif(vendor, '')::uuid, amount
    from unnest('{FOOD}'::text[], '{""}'::text[], '{x}'::text[], '{""}'::text[], '{1}'::bigint[])
         with ordinality as line (category, purpose, description, vendor, amount, position)
), news_head as (
  insert into outbox_head as known (topic, aggregate_id, version)
  select 'retzef.basket.events', :request::text, 1 from (values (1)) as always
  on conflict (topic, aggregate_id) do update set version = known.version + 1
  returning version
), news as (
  insert into outbox (topic, aggregate_type, aggregate_id, agg_version, type, payload, traceparent, actor)
  select 'retzef.basket.events', 'request', :request::text, version, 'org.retzef.request.submitted.v1',
         '{"requestId":"' || :request::text || '","basketId":"' || :basket::text ||
         '","familyId":"' || :basket::text || '","unit":"IL.SOUTH.A2630.D1",'
         '"amount":"0.01","categories":["FOOD"]}',
         nullif('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00', ''), nullif('pgbench', '')
    from news_head
), kept as (
  insert into idempotency_key (client, key, fingerprint, status, location, etag, body)
  select 'pgbench', :claimed::text || '-' || :request::text, decode(repeat('00', 32), 'hex'), 201,
         '/api/v1/requests/' || :request::text, '"1"',
         '{"id":"' || :request::text || '","basketId":"' || :basket::text ||
         '","status":"SUBMITTED","requiredTier":1,"amount":"0.01","version":1}'
    from (values (1)) as always
), posting as (
  insert into posting (id, kind, reference, effective_on, basis_points)
  values (:posting::uuid, 'RESERVATION', :request::uuid, current_date,
          (select coalesce(basis_points, shares_on(fund, current_date))
             from account where name = 'available/' || :basket::text))
  returning id, basis_points
)
insert into entry (posting_id, account, amount, exact, booked_on)
select id, account, sum(amount), shares_of(sum(amount)::bigint, basis_points), current_date
  from posting
 cross join unnest(array['available/' || :basket::text, 'reserved/' || :basket::text],
                   '{-1,1}'::bigint[]) as line (account, amount)
 group by id, basis_points, account order by account;
select request.id, basket_id, family_id, unit::text as unit, request.amount, status, required_tier,
       request.round, request.version,
       coalesce((select quorums[required_tier] from routing_policy
                  where routing_policy.id = policy_id), 1) as quorum,
       array(select requested_by
             union
             select taken_by from request_step
              where request_id = request.id and step in ('SUBMIT', 'EDIT')) as askers,
       case when request.round > 1 then array(
         select decided_by from decision
          where request_id = request.id and decision = 'REJECT'
         union
         select vote.decided_by from vote
           join decision using (request_id, round)
          where request_id = request.id and decision.decision = 'REJECT' and vote.decision = 'REJECT'
       ) else '{}' end as refusers,
       exists (select from approval_freeze
                where approval_freeze.unit @> basket.unit
                  and current_date between approval_freeze.first_day
                                       and approval_freeze.last_day) as frozen
  from basket_request request
  join basket on basket.id = basket_id
 where unit <@ 'IL.SOUTH.A2630.D1'::ltree and required_tier >= 0 and request.id = :request::uuid;
with moved as (
  update basket_request request
     set status = 'APPROVED', version = request.version + 1
    from basket
   where request.id = :request::uuid and basket.id = request.basket_id
     and request.status = any('{SUBMITTED,IN_APPROVAL}'::text[]) and request.version = 1
  returning request.id, basket_id, family_id, unit::text as unit, request.amount,
            old.status as before, new.status as after, new.version as version,
            new.required_tier as tier, new.round as round
), decided as (
  insert into decision (id, request_id, round, decision, tier, reason_code, note, decided_by,
                        decided_on, appeal_until)
  select :decision::uuid, id, round, 'APPROVE', 2, null, null, 'pgbench-head', current_date, null
    from moved
), news_head as (
  insert into outbox_head as known (topic, aggregate_id, version)
  select 'retzef.basket.events', :request::text, 1 from moved
  on conflict (topic, aggregate_id) do update set version = known.version + 1
  returning version
), news as (
  insert into outbox (topic, aggregate_type, aggregate_id, agg_version, type, payload, traceparent, actor)
  select 'retzef.basket.events', 'request', :request::text, version, 'org.retzef.request.decided.v1',
         '{"requestId":"' || :request::text || '","basketId":"' || :basket::text ||
         '","familyId":"' || :basket::text || '","unit":"IL.SOUTH.A2630.D1",'
         '"amount":"0.01","decision":"APPROVE","status":"APPROVED","tier":2,"reasonCode": null,"decidedOn":"2026-01-12"}',
         nullif('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00', ''), nullif('pgbench-head', '')
    from news_head
), kept as (
  insert into idempotency_key (client, key, fingerprint, status, location, etag, body)
  select 'pgbench', :claimed::text || '-' || :decision::text, decode(repeat('00', 32), 'hex'), 201,
         null, '"2"',
         '{"id":"' || :decision::text || '","requestId":"' || :request::text ||
         '","decision":"APPROVE","status":"APPROVED","version":2}'
    from moved
), noted as (
  insert into request_step (request_id, version, step, status, taken_by, tier, amount)
  select id, version, 'APPROVE', after, 'pgbench-head', tier, amount from moved
)
select moved.*, (select array_agg(distinct category order by category)
                   from request_item where request_id = moved.id) as categories
  from moved;
