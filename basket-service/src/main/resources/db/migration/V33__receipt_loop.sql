-- Silence is a state of its own, after a reminder; the link may still be answered until its last day.
alter table receipt
  drop constraint receipt_status_check,
  add constraint receipt_status_check check (status in
    ('TO_SEND', 'SENT', 'DELIVERED', 'YES', 'PARTIAL', 'NO', 'SILENT', 'FAILED', 'EXPIRED')),
  add column version     bigint      not null default 1,
  add column remind      boolean     not null default false,
  add column reminders   integer     not null default 0,
  add column reminded_at timestamptz;
comment on column receipt.remind is 'A reminder is to be sent';
drop index receipt_to_send;
create index receipt_to_send on receipt (next_attempt_at) where status = 'TO_SEND' or remind;
create index receipt_unanswered on receipt (sent_at) where status in ('SENT', 'DELIVERED');
drop index receipt_expires;
create index receipt_expires on receipt (expires_at)
  where status in ('TO_SEND', 'SENT', 'DELIVERED', 'SILENT');

create function count_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
create trigger receipt_counts_its_version before update on receipt
  for each row execute function count_version();

-- 0 is the first message of a receipt, 1 its reminder.
alter table receipt_message add column message integer not null default 0;

-- What people decide where the family did not say yes: one proposes, another confirms.
create table receipt_override (
  id           uuid        primary key,
  receipt_id   uuid        not null references receipt,
  outcome      text        not null check (outcome in ('CAME', 'CAME_IN_PART', 'DID_NOT_COME')),
  amount       bigint      check (amount > 0),
  reason_code  text        not null
    check (reason_code in ('SEEN_AT_HOME', 'SAID_BY_PHONE', 'SAID_IN_PERSON', 'PHONE_UNREACHABLE',
                           'PROOF_OF_VENDOR', 'TAKEN_BACK', 'OTHER')),
  proposed_by  text        not null,
  proposed_at  timestamptz not null default now(),
  answer       text        check (answer in ('CONFIRMED', 'DECLINED')),
  answered_by  text,
  answered_at  timestamptz,
  check (num_nulls(answer, answered_by, answered_at) in (0, 3)),
  check ((outcome = 'CAME_IN_PART') = (amount is not null)),
  constraint a_second_person_answers check (answered_by <> proposed_by)
);
create unique index receipt_override_open on receipt_override (receipt_id) where answer is null;
create unique index receipt_override_confirmed on receipt_override (receipt_id)
  where answer = 'CONFIRMED';

-- Call-backs of an HTTP provider that were taken in: a second time, a signature counts for nothing.
create table sms_callback (
  signature   bytea       primary key,
  received_at timestamptz not null default now()
);
create index sms_callback_received on sms_callback (received_at);
