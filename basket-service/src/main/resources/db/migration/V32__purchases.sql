-- Where and when a vendor may deliver, and at what prices.
create table vendor_agreement (
  id         uuid        primary key default uuidv7(),
  vendor_id  uuid        not null references vendor,
  unit       ltree       not null,
  first_day  date        not null,
  last_day   date        check (last_day >= first_day),
  categories text[]      not null default '{}',
  prices     jsonb       not null default '[]',
  changed_by text        not null,
  changed_at timestamptz not null default now(),
  version    bigint      not null default 1
);
create index vendor_agreement_vendor on vendor_agreement (vendor_id);
comment on column vendor_agreement.categories is 'Empty for all';
comment on column vendor_agreement.prices is 'The highest price of one item of a purpose: [{category, purpose, price}]';
create trigger vendor_agreement_is_audited after insert or update on vendor_agreement
  for each row execute function keep_rule_change();
create trigger vendor_agreement_is_kept before delete or truncate on vendor_agreement
  for each statement execute function refuse_change();
-- vendors that served the whole country until now go on doing so
insert into vendor_agreement (vendor_id, unit, first_day, changed_by)
select id, 'IL', '2015-01-01', 'migration' from vendor;

-- The running totals of a voucher, in agorot, all in its one row: the checks hold whatever happens
-- at the same time. Only the rows that are added up move them.
alter table voucher
  add column approved    bigint,
  add column ordered     bigint,
  add column delivered   bigint not null default 0,
  add column confirmed   bigint not null default 0,
  add column invoiced    bigint not null default 0,
  add column paid        bigint not null default 0,
  add column valid_until date;
update voucher set approved = request.amount, ordered = request.amount,
                   delivered = case when delivered_on is null then 0 else request.amount end,
                   confirmed = case when request.status in ('RECEIVED', 'PAID') then request.amount else 0 end,
                   paid = coalesce((select amount from payment where voucher_id = voucher.id), 0)
  from basket_request request where request.id = request_id;
alter table voucher
  alter column approved set not null,
  alter column ordered set not null,
  add constraint ordered_up_to_what_was_approved check (ordered between 1 and approved),
  add constraint delivered_up_to_what_was_ordered check (delivered between 0 and ordered),
  add constraint confirmed_up_to_what_was_delivered check (confirmed between 0 and delivered),
  add constraint invoiced_up_to_what_was_delivered check (invoiced between 0 and delivered),
  add constraint paid_up_to_what_was_confirmed check (paid between 0 and confirmed),
  add constraint paid_up_to_what_was_invoiced check (invoiced = 0 or paid <= invoiced);
comment on column voucher.valid_until is 'After this day nothing is delivered on it; null of vouchers from before there was such a day';
create index voucher_valid_until on voucher (valid_until) where delivered_on is null;

create function copy_approved() returns trigger language plpgsql as $$
begin
  new.approved := (select amount from basket_request where id = new.request_id);
  new.ordered := coalesce(new.ordered, new.approved);
  return new;
end $$;
create trigger voucher_knows_what_was_approved before insert on voucher
  for each row execute function copy_approved();
create trigger voucher_totals_move_by_their_rows
  before update of approved, ordered, delivered, invoiced, paid on voucher
  for each row when (pg_trigger_depth() = 0 and
                     (new.approved, new.ordered, new.delivered, new.invoiced, new.paid)
                     is distinct from (old.approved, old.ordered, old.delivered, old.invoiced, old.paid))
  execute function refuse_change();

create table delivery_part (
  id           uuid        primary key,
  voucher_id   uuid        not null references voucher,
  amount       bigint      not null check (amount > 0),
  delivered_on date        not null,
  confirmed_by text        not null,
  confirmed_at timestamptz not null default now()
);
create index delivery_part_voucher on delivery_part (voucher_id);
insert into delivery_part (id, voucher_id, amount, delivered_on, confirmed_by)
select uuidv7(), id, delivered, delivered_on, 'migration' from voucher where delivered > 0;

create table invoice (
  id         uuid        primary key,
  voucher_id uuid        not null references voucher,
  number     text        not null,
  amount     bigint      not null check (amount > 0),
  issued_on  date        not null,
  filed_by   text        not null,
  filed_at   timestamptz not null default now(),
  unique (voucher_id, number)
);

create function add_delivery() returns trigger language plpgsql as $$
begin
  update voucher set delivered = delivered + new.amount where id = new.voucher_id
     and signature is not null
     and (valid_until is null or valid_until >= (now() at time zone 'Asia/Jerusalem')::date);
  if not found then
    raise exception 'voucher % buys nothing', new.voucher_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger delivery_part_is_added after insert on delivery_part
  for each row execute function add_delivery();
create function add_invoice() returns trigger language plpgsql as $$
begin
  update voucher set invoiced = invoiced + new.amount where id = new.voucher_id;
  return null;
end $$;
create trigger invoice_is_added after insert on invoice for each row execute function add_invoice();
create function add_payment() returns trigger language plpgsql as $$
begin
  update voucher set paid = paid + new.amount where id = new.voucher_id;
  return null;
end $$;
create trigger payment_is_added after insert on payment for each row execute function add_payment();

create trigger delivery_part_stays before update or delete or truncate on delivery_part
  for each statement execute function refuse_change();
create trigger invoice_stays before update or delete or truncate on invoice
  for each statement execute function refuse_change();
create trigger payment_stays before update or delete or truncate on payment
  for each statement execute function refuse_change();
