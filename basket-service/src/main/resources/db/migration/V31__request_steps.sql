alter table basket_request
  add column policy_id uuid    references routing_policy,
  add column round     integer not null default 1,
  add column decide_by date;
comment on column basket_request.policy_id is 'The version of the policy that routed it; null before there were any';
comment on column basket_request.round is 'Counts submissions, escalations and appeals: votes of an earlier round are void';
comment on column basket_request.decide_by is 'Last day of the tier; from then on the next one decides. Null in the last tier';
create index basket_request_decide_by on basket_request (decide_by)
  where status in ('SUBMITTED', 'IN_APPROVAL');

alter table request_item add column purpose text;

-- The table of a request's life, as the code has it (a test compares them).
create table request_transition (
  step        text not null,
  from_status text not null,
  to_status   text not null,
  primary key (step, from_status)
);
insert into request_transition (step, from_status, to_status) values
  ('SUBMIT',   'DRAFT',       'SUBMITTED'),
  ('VOTE',     'SUBMITTED',   'IN_APPROVAL'),
  ('VOTE',     'IN_APPROVAL', 'IN_APPROVAL'),
  ('ESCALATE', 'SUBMITTED',   'SUBMITTED'),
  ('ESCALATE', 'IN_APPROVAL', 'SUBMITTED'),
  ('APPROVE',  'SUBMITTED',   'APPROVED'),
  ('APPROVE',  'IN_APPROVAL', 'APPROVED'),
  ('REJECT',   'SUBMITTED',   'REJECTED'),
  ('REJECT',   'IN_APPROVAL', 'REJECTED'),
  ('RETURN',   'SUBMITTED',   'DRAFT'),
  ('RETURN',   'IN_APPROVAL', 'DRAFT'),
  ('EDIT',     'DRAFT',       'DRAFT'),
  ('REOPEN',   'REJECTED',    'SUBMITTED'),
  ('WITHDRAW', 'DRAFT',       'WITHDRAWN'),
  ('WITHDRAW', 'SUBMITTED',   'WITHDRAWN'),
  ('WITHDRAW', 'IN_APPROVAL', 'WITHDRAWN'),
  ('WITHDRAW', 'APPROVED',    'WITHDRAWN'),
  ('ORDER',    'APPROVED',    'ORDERED'),
  ('EXPIRE',   'ORDERED',     'EXPIRED'),
  ('DELIVER',  'ORDERED',     'DELIVERED'),
  ('CONFIRM',  'DELIVERED',   'RECEIVED'),
  ('DISPUTE',  'DELIVERED',   'DISPUTED'),
  ('SETTLE',   'DISPUTED',    'RECEIVED'),
  ('CANCEL',   'DISPUTED',    'WITHDRAWN'),
  ('PAY',      'RECEIVED',    'PAID');
create trigger request_transition_stays before update or delete or truncate on request_transition
  for each statement execute function refuse_change();

create function refuse_wrong_step() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'SUBMITTED' then
      raise exception 'a request begins as SUBMITTED, not %', new.status using errcode = 'check_violation';
    end if;
  elsif not exists (select from request_transition
                     where from_status = old.status and to_status = new.status) then
    raise exception 'no step leads from % to %', old.status, new.status
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger basket_request_begins before insert on basket_request
  for each row execute function refuse_wrong_step();
create trigger basket_request_moves before update of status on basket_request
  for each row when (old.status <> new.status) execute function refuse_wrong_step();

-- Every step that a request took, and who took it.
create table request_step (
  request_id uuid        not null references basket_request,
  version    bigint      not null,
  step       text        not null,
  status     text        not null,
  taken_by   text        not null,
  taken_at   timestamptz not null default now(),
  tier       integer     not null,
  amount     bigint      not null,
  items      jsonb,
  primary key (request_id, version)
);
comment on column request_step.version is 'Of the request after the step';
comment on column request_step.tier is 'That had to decide after the step';
comment on column request_step.items is 'Of an EDIT: what was asked for before it';
insert into request_step (request_id, version, step, status, taken_by, taken_at, tier, amount)
select id, 0, 'SUBMIT', 'SUBMITTED', requested_by, submitted_at, required_tier, amount from basket_request;
create trigger request_step_stays before update or delete or truncate on request_step
  for each statement execute function refuse_change();

-- A committee's members, one vote each in a round.
create table vote (
  request_id  uuid        not null references basket_request,
  round       integer     not null,
  decided_by  text        not null,
  decision    text        not null check (decision in ('APPROVE', 'REJECT', 'RETURN')),
  tier        integer     not null,
  reason_code text,
  note        text,
  voted_at    timestamptz not null default now(),
  primary key (request_id, round, decided_by),
  check (decision = 'APPROVE' or reason_code is not null)
);
create trigger vote_stays before update or delete or truncate on vote
  for each statement execute function refuse_change();

alter table decision add column round integer not null default 1;
create trigger decision_stays before update or delete or truncate on decision
  for each statement execute function refuse_change();

-- Nobody decides on a request that they submitted or refused before, and no tier is skipped.
create function refuse_wrong_decider() returns trigger language plpgsql as $$
declare
  request basket_request;
begin
  select * into request from basket_request where id = new.request_id;
  if new.tier < request.required_tier then
    raise exception 'tier % is needed', request.required_tier using errcode = 'check_violation';
  end if;
  if new.decided_by = request.requested_by
     or exists (select from request_step where request_id = new.request_id
                   and step in ('SUBMIT', 'EDIT') and taken_by = new.decided_by) then
    raise exception 'nobody decides on a request of their own' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger vote_is_of_whom_may before insert on vote
  for each row execute function refuse_wrong_decider();
create trigger decision_is_of_whom_may before insert on decision
  for each row execute function refuse_wrong_decider();

-- At commit, an approved request has the decision that approved it.
create function require_decision() returns trigger language plpgsql as $$
begin
  if not exists (select from decision where request_id = new.id and round = new.round
                    and decision = 'APPROVE') then
    raise exception 'request % was approved by nobody', new.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger approved_by_a_decision after update on basket_request
  deferrable initially deferred
  for each row when (new.status = 'APPROVED' and old.status <> 'APPROVED')
  execute function require_decision();

-- A voucher is issued on a request that was approved and is being ordered; never on another.
create function require_ordered() returns trigger language plpgsql as $$
begin
  if not exists (select from basket_request where id = new.request_id and status = 'ORDERED') then
    raise exception 'request % is not ordered', new.request_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger voucher_is_of_an_ordered_request before insert on voucher
  for each row execute function require_ordered();

-- Appeals against a refusal or a silence.
create table appeal (
  id          uuid        primary key,
  request_id  uuid        not null references basket_request,
  basis       text        not null check (basis in ('REFUSAL', 'SILENCE')),
  ground      text        not null
    check (ground in ('FACTS_WRONG', 'NEW_FACTS', 'RULE_MISREAD', 'NO_ANSWER', 'OTHER')),
  note        text,
  filed_by    text        not null,
  filed_on    date        not null,
  outcome     text        check (outcome in ('REOPENED', 'CONFIRMED')),
  reason_code text        check (reason_code in ('APPEAL_JUSTIFIED', 'NEW_FACTS', 'DECISION_STANDS',
                                                 'OUTSIDE_THE_BASKET', 'OTHER')),
  answer      text,
  decided_by  text,
  decided_on  date,
  decided_at  timestamptz,
  version     bigint      not null default 1,
  check (num_nulls(outcome, reason_code, decided_by, decided_on, decided_at) in (0, 5)),
  constraint nobody_decides_their_own_appeal check (decided_by <> filed_by)
);
create unique index appeal_open on appeal (request_id) where outcome is null;
create index appeal_request on appeal (request_id, id);
