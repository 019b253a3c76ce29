-- Nor does whoever belongs to a family record what it is said to have paid back.
create function refuse_interest_in_repayment() returns trigger language plpgsql as $$
begin
  perform refuse_interest_in_loan((select family_id from loan where id = new.loan_id), new.recorded_by);
  return new;
end $$;
create trigger repayment_is_without_interest before insert on loan_repayment
  for each row execute function refuse_interest_in_repayment();
