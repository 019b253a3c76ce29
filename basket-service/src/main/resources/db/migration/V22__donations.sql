create table donation (
  id                 uuid        primary key,
  donor              text        not null,
  kind               text        not null,
  quantity           bigint      check (quantity > 0),
  distributed        bigint      not null default 0,
  amount             bigint      check (amount > 0),
  amount_distributed bigint      not null default 0,
  value              bigint      check (value > 0),
  received_on        date        not null,
  recorded_by        text        not null,
  recorded_at        timestamptz not null default now(),
  check (num_nulls(quantity, amount) = 1),
  constraint never_more_than_donated
    check (distributed between 0 and coalesce(quantity, 0)
           and amount_distributed between 0 and coalesce(amount, 0))
);
create index donation_donor on donation (donor, kind);
comment on column donation.amount is 'In agorot, for a donation of money';

create table donation_distribution (
  id             uuid        primary key,
  donation_id    uuid        not null references donation,
  family_id      uuid        not null,
  unit           ltree       not null,
  quantity       bigint      check (quantity > 0),
  amount         bigint      check (amount > 0),
  distributed_on date        not null,
  row_key        text,
  recorded_by    text        not null,
  recorded_at    timestamptz not null default now(),
  unique (donation_id, row_key),
  check (num_nulls(quantity, amount) = 1)
);
create index donation_distribution_family on donation_distribution (family_id);
create index donation_distribution_donation on donation_distribution (donation_id, id);

create table distribution_import (
  id           uuid        primary key,
  donation_id  uuid        not null references donation,
  dry_run      boolean     not null,
  header       text        not null,
  status       text        not null default 'RECEIVING' check (status in ('RECEIVING', 'RUNNING', 'DONE')),
  started_by   text        not null,
  started_at   timestamptz not null default now(),
  done_up_to   bigint      not null default 0,
  done         bigint      not null default 0,
  repeated     bigint      not null default 0,
  refused      bigint      not null default 0,
  fault_rows   bigint[]    not null default '{}',
  fault_fields text[]      not null default '{}',
  fault_codes  text[]      not null default '{}'
);
create index distribution_import_running on distribution_import (id) where status = 'RUNNING';

create table distribution_import_line (
  import_id uuid   not null references distribution_import,
  number    bigint not null,
  text      text   not null,
  primary key (import_id, number)
);
