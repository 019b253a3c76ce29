create table enquiry (
  id          uuid primary key,
  unit        ltree not null,
  line        text not null,
  topic       text not null,
  outcome     text,
  asked_at    timestamptz not null,
  answered_at timestamptz check (answered_at >= asked_at),
  logged_by   text not null,
  version     bigint not null default 1,
  check ((outcome is null) = (answered_at is null))
);
create index enquiry_unit on enquiry using gist (unit);
create index enquiry_line on enquiry (line, asked_at);
comment on table enquiry is 'Topic and times alone: what was asked is not kept';

create table debt (
  id            uuid primary key,
  family_id     uuid not null references known_family,
  creditor_kind text not null,
  amount        bigint not null check (amount > 0),
  abusive       boolean not null,
  grey_market   boolean not null,
  youth         boolean not null,
  youth_stage   text check ((youth_stage is not null) = youth),
  enforcement   text not null,
  outcome       text,
  settled       bigint check (settled >= 0),
  since         date not null,
  settled_on    date check (settled_on >= since),
  version       bigint not null default 1,
  check (num_nulls(outcome, settled, settled_on) in (0, 3))
);
create index debt_family on debt (family_id, id);
comment on column debt.settled is 'What is still to be paid by the settlement, in agorot';

create table policy_item (
  id         uuid primary key,
  kind       text not null,
  right_code text collate "C",
  reason     text,
  status     text not null,
  families   integer not null,
  opened_on  date not null,
  version    bigint not null default 1
);
create unique index one_open_item_per_right_and_reason on policy_item (right_code, reason)
  where status <> 'CLOSED';
comment on column policy_item.families is 'How many families were stuck when it was opened: a count, and never which';
