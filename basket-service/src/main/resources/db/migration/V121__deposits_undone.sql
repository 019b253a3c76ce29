-- What was put into the loan fund. Who did it was not kept before.
create table loan_deposit (
  id           uuid   primary key,
  amount       bigint not null check (amount > 0),
  deposited_on date   not null,
  deposited_by text
);
comment on column loan_deposit.id is 'What its posting is for';
insert into loan_deposit (id, amount, deposited_on)
select reference, amount, effective_on
  from posting
  join entry on posting_id = posting.id
 where kind = 'LOAN_CAPITAL' and starts_with(account, 'loan-fund/');

-- A deposit that was wrong is undone by a second person, once; its row stays. That the fund holds the money, its account ensures.
create table loan_deposit_reversal (
  deposit_id  uuid        primary key references loan_deposit,
  reason_code text        not null
    check (reason_code in ('WRONG_AMOUNT', 'RECORDED_TWICE', 'RETURNED', 'OTHER')),
  reversed_by text        not null,
  reversed_on date        not null,
  reversed_at timestamptz not null default now()
);
create trigger loan_deposit_reversal_stays before update or delete or truncate on loan_deposit_reversal
  for each statement execute function refuse_change();

create function refuse_wrong_deposit_reversal() returns trigger language plpgsql as $$
declare
  undone loan_deposit;
begin
  select * into undone from loan_deposit where id = new.deposit_id;
  if undone.deposited_by = new.reversed_by then
    raise exception 'nobody undoes a deposit of their own' using errcode = 'check_violation';
  end if;
  if new.reversed_on < undone.deposited_on then
    raise exception 'deposit % was made later', new.deposit_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger deposit_is_undone_by_another before insert on loan_deposit_reversal
  for each row execute function refuse_wrong_deposit_reversal();
