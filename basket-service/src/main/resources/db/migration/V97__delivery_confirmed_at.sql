-- A voucher buys until its last day: the day on which a delivery is confirmed counts, as the service
-- writes it. Whatever says nothing of it is confirmed now.
create or replace function add_delivery() returns trigger language plpgsql as $$
begin
  update voucher set delivered = delivered + new.amount where id = new.voucher_id
     and (signature is not null or paper_signed_on is not null)
     and (valid_until is null
          or valid_until >= (new.confirmed_at at time zone 'Asia/Jerusalem')::date);
  if not found then
    raise exception 'voucher % buys nothing', new.voucher_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
