create table loan (
  id           uuid        primary key,
  family_id    uuid        not null,
  member_id    uuid,
  unit         ltree       not null,
  status       text        not null default 'OPEN' check (status in ('OPEN', 'REPAID', 'WRITTEN_OFF')),
  principal    bigint      not null check (principal > 0),
  instalments  integer     not null check (instalments between 1 and 120),
  first_due_on date        not null,
  granted_on   date        not null,
  granted_by   text        not null
);
create index loan_family on loan (family_id);
comment on column loan.principal is 'In agorot; what is still owed stands in the ledger';

create table loan_repayment (
  id          uuid   primary key,
  loan_id     uuid   not null references loan,
  amount      bigint not null check (amount > 0),
  paid_on     date   not null,
  recorded_by text   not null
);
create index loan_repayment_loan on loan_repayment (loan_id, id);

create table loan_write_off (
  id          uuid        primary key,
  loan_id     uuid        not null references loan,
  reason_code text        not null,
  proposed_by text        not null,
  approved_by text,
  approved_at timestamptz,
  amount      bigint,
  check (num_nulls(approved_by, approved_at, amount) in (0, 3)),
  constraint a_second_person_approves check (approved_by <> proposed_by)
);
create index loan_write_off_loan on loan_write_off (loan_id, id);
