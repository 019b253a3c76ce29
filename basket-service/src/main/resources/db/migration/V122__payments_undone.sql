-- A payment that was wrong is undone by a second person, once; its row stays. Then the voucher may be
-- paid rightly: of its payments one at most is not undone.
create table payment_reversal (
  payment_id  uuid        primary key references payment,
  reason_code text        not null
    check (reason_code in ('WRONG_AMOUNT', 'PAID_TWICE', 'RETURNED', 'OTHER')),
  reversed_by text        not null,
  reversed_on date        not null,
  reversed_at timestamptz not null default now()
);
create trigger payment_reversal_stays before update or delete or truncate on payment_reversal
  for each statement execute function refuse_change();

alter table payment drop constraint payment_voucher_id_key;
create index payment_voucher on payment (voucher_id);
create or replace function add_payment() returns trigger language plpgsql as $$
begin
  update voucher set paid = paid + new.amount where id = new.voucher_id and paid = 0;
  if not found then
    raise exception 'voucher % is paid already', new.voucher_id using errcode = 'unique_violation';
  end if;
  return null;
end $$;

create function take_payment_back() returns trigger language plpgsql as $$
declare
  undone payment;
begin
  select * into undone from payment where id = new.payment_id;
  if undone.paid_by = new.reversed_by then
    raise exception 'nobody undoes a payment of their own' using errcode = 'check_violation';
  end if;
  if new.reversed_on < undone.paid_on then
    raise exception 'payment % was made later', new.payment_id using errcode = 'check_violation';
  end if;
  perform refuse_interest_in_family((select family_id
                                       from voucher
                                       join basket_request request on request.id = request_id
                                       join basket on basket.id = basket_id
                                      where voucher.id = undone.voucher_id), new.reversed_by);
  update voucher set paid = paid - undone.amount where id = undone.voucher_id;
  return null;
end $$;
create trigger payment_is_taken_back after insert on payment_reversal
  for each row execute function take_payment_back();

insert into request_transition (step, from_status, to_status) values ('REVERSE', 'PAID', 'RECEIVED');
