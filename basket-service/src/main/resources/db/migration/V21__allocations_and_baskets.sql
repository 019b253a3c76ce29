-- Baskets for clients of a department who are enrolled nowhere have a line of their own.
alter table budget_row add without_programme boolean not null default false;

create table budget_movement (
  posting_id   uuid        primary key,
  budget_id    uuid        not null references budget,
  from_track   text,
  from_unit    ltree,
  to_track     text,
  to_unit      ltree,
  amount       bigint      not null check (amount > 0),
  reason_code  text,
  effective_on date        not null,
  made_by      text        not null,
  made_at      timestamptz not null default now(),
  check (num_nulls(from_track, from_unit) in (0, 2) and num_nulls(to_track, to_unit) in (0, 2)),
  check (num_nulls(from_track, to_track) < 2)
);
create index budget_movement_budget on budget_movement (budget_id, posting_id);

-- What an envelope's sources bear is read out of the ledger now; envelopes loaded before are posted.
drop table envelope_source;
insert into account (name, kind, fund)
select distinct 'source/ENVELOPE/' || year, 'SOURCE', 'ENVELOPE' from envelope_line
union
select 'envelope/' || year || '/' || code, 'ENVELOPE', 'ENVELOPE' from envelope_line;
create temporary table line on commit drop as
  select uuidv7() as id, year, code, amount from envelope_line order by year, position;
insert into posting (id, kind, reference, effective_on, basis_points)
select id, 'ENVELOPE_LOADED', id, (now() at time zone 'Asia/Jerusalem')::date,
       shares_on('ENVELOPE', make_date(year, 1, 1))
  from line;
insert into entry (posting_id, account, amount, exact, booked_on)
select line.id, account, line.amount * sign, shares_of(line.amount * sign, basis_points), effective_on
  from line
  join posting using (id)
 cross join lateral (values ('source/ENVELOPE/' || year, -1), ('envelope/' || year || '/' || code, 1))
       as side (account, sign)
 order by line.id;

-- A basket has no ceiling of its own any more: it is what its accounts hold together. The allowance
-- is what it opened with; it is not known while no budget names the track.
alter table basket rename column ceiling to allowance;
alter table basket
  alter allowance drop not null,
  alter enrolment_id drop not null,
  alter programme drop not null,
  add state     text not null default 'OPEN' check (state in ('WAITING_FOR_BUDGET', 'OPEN', 'CLOSED')),
  add budget    text references account,
  add closes_on date,
  add client    uuid,
  add check (state <> 'OPEN' or num_nulls(allowance, budget) = 0) not valid,
  add check (num_nulls(enrolment_id, programme) in (0, 2));
comment on column basket.allowance is 'In agorot; what of it is left, reserved and spent stands in the ledger';
comment on column basket.budget is 'The account that it was filled from, and that its rest goes back to';
update basket
   set budget = (select account from posting join entry on posting_id = id
                  where posting.kind = 'ALLOCATION' and reference = basket.id and amount < 0 limit 1);
create index basket_waiting on basket (track, unit, id) where state = 'WAITING_FOR_BUDGET';
create index basket_closing on basket (closes_on) where state <> 'CLOSED' and closes_on is not null;
create unique index basket_without_programme on basket (client, track)
  where client is not null and state <> 'CLOSED';
comment on column basket.client is
  'For whom a basket without a programme was opened; family_id may be another after a merger';

create table basket_adjustment (
  id           uuid        primary key,
  basket_id    uuid        not null references basket,
  amount       bigint      not null check (amount <> 0),
  reason_code  text        not null,
  effective_on date        not null,
  made_by      text        not null,
  made_at      timestamptz not null default now()
);
create index basket_adjustment_basket on basket_adjustment (basket_id, id);
comment on column basket_adjustment.amount is 'In agorot; negative for less';

-- The unit of each family, as family-service told it: all that this service needs to know of one.
create table known_family (
  family_id uuid  primary key,
  unit      ltree not null
);
