-- A repayment that was wrong is undone by a second person, once; its row stays.
create table loan_repayment_reversal (
  repayment_id uuid        primary key references loan_repayment,
  reason_code  text        not null
    check (reason_code in ('WRONG_AMOUNT', 'WRONG_LOAN', 'RECORDED_TWICE', 'RETURNED', 'OTHER')),
  reversed_by  text        not null,
  reversed_on  date        not null,
  reversed_at  timestamptz not null default now()
);
create trigger loan_repayment_reversal_stays before update or delete or truncate on loan_repayment_reversal
  for each statement execute function refuse_change();

create function refuse_wrong_repayment_reversal() returns trigger language plpgsql as $$
declare
  undone loan_repayment;
begin
  select * into undone from loan_repayment where id = new.repayment_id;
  if undone.recorded_by = new.reversed_by then
    raise exception 'nobody undoes a repayment of their own' using errcode = 'check_violation';
  end if;
  if new.reversed_on < undone.paid_on then
    raise exception 'repayment % was made later', new.repayment_id using errcode = 'check_violation';
  end if;
  perform refuse_interest_in_loan((select family_id from loan where id = undone.loan_id), new.reversed_by);
  return new;
end $$;
create trigger repayment_is_undone_by_another before insert on loan_repayment_reversal
  for each row execute function refuse_wrong_repayment_reversal();
