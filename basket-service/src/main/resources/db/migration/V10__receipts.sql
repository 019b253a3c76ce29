create table receipt (
  id              uuid        primary key,
  voucher_id      uuid        not null unique references voucher,
  request_id      uuid        not null,
  basket_id       uuid        not null,
  family_id       uuid        not null,
  unit            ltree       not null,
  categories      text[]      not null,
  status          text        not null
    check (status in ('TO_SEND', 'SENT', 'DELIVERED', 'YES', 'PARTIAL', 'NO', 'FAILED', 'EXPIRED')),
  token_hash      bytea       not null unique,
  language        text        check (language in ('he', 'ar', 'en', 'ru', 'am')),
  phone_mark      bytea,
  attempts        integer     not null default 0,
  next_attempt_at timestamptz not null default now(),
  failure         text,
  created_at      timestamptz not null,
  sent_at         timestamptz,
  delivered_at    timestamptz,
  answered_at     timestamptz,
  answered_by     text        check (answered_by in ('PAGE', 'SMS')),
  expires_at      timestamptz not null,
  constraint an_answer_has_its_time_and_way
    check (num_nulls(answered_at, answered_by) = case when status in ('YES', 'PARTIAL', 'NO') then 0 else 2 end)
);
create index receipt_unit on receipt using gist (unit);
create index receipt_status on receipt (status, id);
create index receipt_to_send on receipt (next_attempt_at) where status = 'TO_SEND';
create index receipt_phone on receipt (phone_mark, sent_at) where phone_mark is not null;
create index receipt_expires on receipt (expires_at) where status in ('TO_SEND', 'SENT', 'DELIVERED');
comment on column receipt.token_hash is 'SHA-256 of the token in the link; the token itself is kept nowhere';
comment on column receipt.phone_mark is 'HMAC of the phone''s number, by which a reply is found; gone when the receipt expires';
comment on column receipt.next_attempt_at is 'Also the end of the time for which a sender has taken it on';

-- What the SMS centre calls the parts of our messages, and what it has told of them. A report may
-- overtake the centre's own answer, so a row may know its outcome before its receipt.
create table receipt_message (
  message_id text        primary key,
  receipt_id uuid        references receipt,
  outcome    text        check (outcome in ('DELIVERED', 'FAILED')),
  told_at    timestamptz not null default now()
);
create index receipt_message_receipt on receipt_message (receipt_id);
