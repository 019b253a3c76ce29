-- Who pays. The position is a source's place in every array of shares below; it never changes.
create table funding_source (
  position integer primary key check (position between 1 and 40),
  code     text    not null unique,
  name_he  text    not null
);
insert into funding_source (position, code, name_he) values
  (1, 'MINISTRY',          'משרד הרווחה'),
  (2, 'JDC_ISRAEL',        'ג׳וינט ישראל'),
  (3, 'RASHI_FOUNDATION',  'קרן רש״י'),
  (4, 'DONORS',            'תורמים'),
  (5, 'LOAN_FUND',         'קרן ההלוואות');

-- Who bears what is posted in a fund, from a day on. A fund is BASKETS, ENVELOPE, DONATIONS or
-- LOANS, or one track's line of it: BASKETS.MAPA; the line's own shares come before the fund's.
create table funding_share (
  fund         text        not null,
  valid_from   date        not null,
  basis_points integer[]   not null,
  decided_by   text        not null,
  decided_at   timestamptz not null default now(),
  primary key (fund, valid_from)
);
comment on column funding_share.basis_points is 'By the source''s position; together 10,000';
insert into funding_share (fund, valid_from, basis_points, decided_by) values
  ('BASKETS',   '1900-01-01', '{10000}',          'S0'),
  ('ENVELOPE',  '1900-01-01', '{7500,1250,1250}', 'S0'),
  ('DONATIONS', '1900-01-01', '{0,0,0,10000}',    'own'),
  ('LOANS',     '1900-01-01', '{0,0,0,0,10000}',  'own');

create function total(numbers bigint[]) returns bigint
  language sql immutable as 'select coalesce(sum(n), 0)::bigint from unnest(numbers) n';
alter table funding_share add constraint shares_are_the_whole
  check (total(basis_points::bigint[]) = 10000 and 0 <= all (basis_points));

create function shares_on(of_fund text, day date) returns integer[] language sql stable as $$
  select basis_points from funding_share
   where fund in (of_fund, split_part(of_fund, '.', 1)) and valid_from <= day
   order by length(fund) desc, valid_from desc
   limit 1
$$;

-- Each source's share of an amount, in ten-thousandths of an agora, and so without a rest.
create function shares_of(amount bigint, basis_points integer[]) returns bigint[]
  language sql immutable as $$
  select array(select amount * share from unnest(basis_points) with ordinality as s (share, n) order by n)
$$;

create function add_shares(held bigint[], more bigint[]) returns bigint[]
  language sql immutable as $$
  select array(select coalesce(h, 0) + coalesce(m, 0)
                 from unnest(held, more) with ordinality as s (h, m, n) order by n)
$$;

create function negated(numbers bigint[]) returns bigint[]
  language sql immutable as $$
  select array(select -number from unnest(numbers) with ordinality as s (number, n) order by n)
$$;

-- Exact shares as whole units (an agora is 10,000) by the largest remainder, ties to the earlier
-- source: they add up to the total, and none is a unit off its exact share. What is owed is split
-- as what is had.
create function split(exact bigint[], unit bigint default 10000) returns bigint[]
  language plpgsql immutable as $$
declare
  sign bigint := case when total(exact) < 0 then -1 else 1 end;
begin
  if cardinality(exact) <= 1 then
    return array(select e / unit from unnest(exact) e);
  end if;
  return (
    select array_agg(sign * ((e - rest) / unit + case when place <= missing then 1 else 0 end) order by n)
      from (select n, e, rest, row_number() over (order by rest desc, n) as place,
                   sum(rest) over () / unit as missing
              from (select n, sign * share as e, ((sign * share) % unit + unit) % unit as rest
                      from unnest(exact) with ordinality as s (share, n)) line) line);
end $$;

-- The running total of a source is a function of the account's exact shares, which every entry adds
-- to under the account's row lock. So no order of postings and no race can move it off by an agora.
alter table account
  add id             uuid      not null default uuidv7(),
  add fund           text      not null default 'BASKETS',
  add basis_points   integer[],
  add exact          bigint[]  not null default '{}',
  add entries        bigint    not null default 0,
  add last_booked_on date      not null default '-infinity';
create unique index account_id on account (id);
comment on column account.basis_points is
  'The shares that hold for all that is posted here; where null, those of the fund and the day';
comment on column account.exact is 'By the source''s position, in ten-thousandths of an agora';

alter table account drop constraint account_kind_check;
alter table account drop constraint no_balance_below_zero;
alter table account add constraint account_kind_check check (kind in (
  'SOURCE', 'BUDGET', 'ALLOCATION', 'ENVELOPE', 'AVAILABLE', 'RESERVED', 'SPENT',
  'DONOR', 'DONATION', 'DONATED', 'LOAN_CAPITAL', 'LOAN_FUND', 'LOAN', 'LOAN_LOSS'));
alter table account add constraint no_balance_below_zero
  check (kind in ('SOURCE', 'DONOR', 'LOAN_CAPITAL') or balance >= 0);

alter table posting
  add effective_on date,
  add basis_points integer[],
  add reverses     uuid unique references posting;
alter table posting drop constraint posting_kind_check;
alter table posting add constraint posting_kind_check check (kind in (
  'BUDGET_LOADED', 'ENVELOPE_LOADED', 'BUDGET_CORRECTION', 'TRANSFER', 'ALLOCATION', 'ADJUSTMENT',
  'RESERVATION', 'RELEASE', 'PAYMENT', 'BASKET_CLOSED', 'CARRY_OVER', 'REVERSAL',
  'DONATION_RECEIVED', 'DONATION_DISTRIBUTED',
  'LOAN_CAPITAL', 'LOAN_GRANTED', 'LOAN_REPAID', 'LOAN_WRITTEN_OFF'));

alter table entry
  add exact     bigint[],
  add parts     bigint[],
  add balance   bigint,
  add number    bigint,
  add booked_on date;
comment on column entry.exact is 'Each source''s share, in ten-thousandths of an agora';
comment on column entry.parts is 'Each source''s share in agorot: what its running total moved by';
comment on column entry.balance is 'The account''s, after this entry';
comment on column entry.number is 'Counts the account''s entries, from 1';
comment on column entry.booked_on is 'Never before that of the entry before it';

-- What was posted before was all the ministry's.
alter table posting disable trigger posting_stays;
alter table entry disable trigger entry_stays;
alter table account disable trigger balance_moves_by_entry;
update posting
   set effective_on = (posted_at at time zone 'Asia/Jerusalem')::date, basis_points = '{10000}';
update entry
   set exact = array[amount * 10000], parts = array[amount], balance = counted.balance,
       number = counted.number, booked_on = counted.day
  from (select posting_id, account, posting.effective_on as day,
               sum(amount) over earlier as balance, row_number() over earlier as number
          from entry join posting on posting.id = posting_id
        window earlier as (partition by account order by posting_id)) counted
 where counted.posting_id = entry.posting_id and counted.account = entry.account;
update entry
   set booked_on = counted.latest
  from (select posting_id, account, max(booked_on) over (partition by account order by number) as latest
          from entry) counted
 where counted.posting_id = entry.posting_id and counted.account = entry.account;
update account
   set exact = array[balance * 10000],
       fund = case when kind = 'BUDGET' then 'BASKETS.' || split_part(name, '/', 3) else 'BASKETS' end,
       basis_points = case when kind in ('AVAILABLE', 'RESERVED', 'SPENT') then '{10000}'::integer[] end,
       entries = coalesce((select max(number) from entry where account = name), 0),
       last_booked_on = coalesce((select max(booked_on) from entry where account = name), '-infinity');
alter table account add constraint shares_are_the_balance check (total(exact) = balance * 10000);
alter table account alter fund drop default;
alter table posting enable trigger posting_stays;
alter table entry enable trigger entry_stays;
alter table account enable trigger balance_moves_by_entry;

alter table posting alter effective_on set not null, alter basis_points set not null;
alter table entry
  alter exact set not null, alter parts set not null, alter balance set not null,
  alter number set not null, alter booked_on set not null;
alter table entry add constraint shares_are_the_amount
  check (total(exact) = amount * 10000 and total(parts) = amount);
drop index entry_account;
create unique index entry_of_account on entry (account, booked_on, number);
create index posting_effective on posting using brin (effective_on);

-- An entry moves its account, and takes down what the account became.
drop trigger entry_moves_balance on entry;
create or replace function move_balance() returns trigger language plpgsql as $$
declare
  holds bigint[];
begin
  update account
     set balance = balance + new.amount, exact = add_shares(exact, new.exact),
         entries = entries + 1, last_booked_on = greatest(last_booked_on, new.booked_on)
   where name = new.account
  returning exact, balance, entries, last_booked_on
       into holds, new.balance, new.number, new.booked_on;
  new.parts = add_shares(split(holds), negated(split(add_shares(holds, negated(new.exact)))));
  return new;
end $$;
create trigger entry_moves_balance before insert on entry
  for each row execute function move_balance();

-- At commit, what left accounts has entered others: in all, and of every source's money.
create or replace function require_zero_sum() returns trigger language plpgsql as $$
begin
  if exists (select from entry, unnest(exact) with ordinality as s (share, n)
              where posting_id = new.posting_id group by n having sum(share) <> 0) then
    raise exception 'posting % does not sum to zero', new.posting_id
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;

-- A closed period takes no posting, and is not opened again.
create table ledger_closing (
  period     text        primary key check (period ~ '^[0-9]{4}(-[0-9]{2})?$'),
  until      date        not null,
  status     text        not null check (status in ('CLOSING', 'CLOSED')),
  closed_by  text        not null,
  closed_at  timestamptz not null default now(),
  accounts   bigint,
  hash       text,
  check ((status = 'CLOSED') = (num_nulls(accounts, hash) = 0))
);
create table closing_balance (
  period  text     not null references ledger_closing,
  account text     not null references account,
  balance bigint   not null,
  exact   bigint[] not null,
  primary key (period, account)
);
create trigger closing_stays before delete or truncate on ledger_closing
  for each statement execute function refuse_change();
create trigger closed_stays_closed before update on ledger_closing
  for each row when (old.status = 'CLOSED') execute function refuse_change();
create trigger frozen_balance_stays before update or delete or truncate on closing_balance
  for each statement execute function refuse_change();

create function refuse_closed_period() returns trigger language plpgsql as $$
begin
  if new.effective_on <= (select max(until) from ledger_closing) then
    raise exception 'the period of % is closed', new.effective_on using errcode = 'RZ001';
  end if;
  return new;
end $$;
create trigger posting_in_open_period before insert on posting
  for each row execute function refuse_closed_period();
