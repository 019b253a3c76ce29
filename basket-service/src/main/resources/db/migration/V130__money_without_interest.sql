-- Of who moves a family's money or what it is given without a decision: who makes its basket larger or smaller, who pays for
-- what it got, who gives it of a donation.
create function refuse_interest_in_family(family uuid, subject text) returns void language plpgsql as $$
begin
  if exists (select from conflict_of_interest
              where family_id = family and not ended
                and worker = encode(sha256(convert_to(subject, 'UTF8')), 'hex')) then
    perform refuse_conflict_of_interest();
  end if;
end $$;

create function refuse_interest_in_adjustment() returns trigger language plpgsql as $$
begin
  perform refuse_interest_in_family((select family_id from basket where id = new.basket_id), new.made_by);
  return new;
end $$;
create trigger adjustment_is_without_interest before insert on basket_adjustment
  for each row execute function refuse_interest_in_adjustment();

create function refuse_interest_in_payment() returns trigger language plpgsql as $$
begin
  perform refuse_interest_in_family((select family_id
                                       from voucher
                                       join basket_request request on request.id = request_id
                                       join basket on basket.id = basket_id
                                      where voucher.id = new.voucher_id), new.paid_by);
  return new;
end $$;
create trigger payment_is_without_interest before insert on payment
  for each row execute function refuse_interest_in_payment();

create function refuse_interest_in_distribution() returns trigger language plpgsql as $$
begin
  perform refuse_interest_in_family(new.family_id, new.recorded_by);
  return new;
end $$;
create trigger distribution_is_without_interest before insert on donation_distribution
  for each row execute function refuse_interest_in_distribution();
