create extension if not exists ltree;

create table account (
  name    text   primary key,
  kind    text   not null check (kind in ('SOURCE', 'BUDGET', 'AVAILABLE', 'RESERVED', 'SPENT')),
  balance bigint not null default 0,
  constraint no_balance_below_zero check (kind = 'SOURCE' or balance >= 0)
) with (fillfactor = 70);
comment on column account.balance is 'In agorot: the sum of the account''s entries, and moved by nothing else';

create table posting (
  id        uuid        primary key,
  kind      text        not null
    check (kind in ('BUDGET_LOADED', 'ALLOCATION', 'RESERVATION', 'RELEASE', 'PAYMENT')),
  reference uuid        not null,
  posted_at timestamptz not null default now()
);
create index posting_reference on posting (reference);

create table entry (
  posting_id uuid   not null references posting,
  account    text   not null references account,
  amount     bigint not null,
  primary key (posting_id, account)
);
create index entry_account on entry (account);
comment on column entry.amount is 'In agorot: positive into the account, negative out of it';

-- An entry moves its account's balance, in the order in which entries are written.
create function move_balance() returns trigger language plpgsql as $$
begin
  update account set balance = balance + new.amount where name = new.account;
  return null;
end $$;
create trigger entry_moves_balance after insert on entry
  for each row execute function move_balance();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;

-- What was posted stays; a correction is another posting.
create trigger posting_stays before update or delete or truncate on posting
  for each statement execute function refuse_change();
create trigger entry_stays before update or delete or truncate on entry
  for each statement execute function refuse_change();

-- A balance moves by an entry (whose trigger is one level deep) or not at all.
create trigger balance_moves_by_entry before update on account
  for each row when (pg_trigger_depth() = 0) execute function refuse_change();
create trigger account_opens_empty before insert on account
  for each row when (new.balance <> 0) execute function refuse_change();
create trigger account_stays before delete or truncate on account
  for each statement execute function refuse_change();

-- At commit, what left accounts has entered others.
create function require_zero_sum() returns trigger language plpgsql as $$
begin
  if (select sum(amount) from entry where posting_id = new.posting_id) <> 0 then
    raise exception 'posting % does not sum to zero', new.posting_id
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger posting_sums_to_zero after insert on entry
  deferrable initially deferred
  for each row execute function require_zero_sum();
