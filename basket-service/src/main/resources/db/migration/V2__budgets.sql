create table budget (
  id        uuid        primary key,
  year      integer     not null unique,
  loaded_at timestamptz not null default now()
);

create table budget_row (
  budget_id     uuid    not null references budget,
  position      integer not null,
  track         text    not null,
  families      integer not null check (families > 0),
  basket        bigint  not null check (basket > 0),
  period_months integer not null default 12 check (period_months > 0),
  total         bigint  not null check (total = families * basket),
  primary key (budget_id, track)
);
comment on column budget_row.basket is 'Agorot for one family and period';
comment on column budget_row.period_months is
  'That the amount is for a year is inferred: the table stands beside an envelope of one year';

create table envelope_line (
  year     integer not null,
  position integer not null,
  code     text    not null,
  name_he  text    not null,
  amount   bigint  not null check (amount > 0),
  primary key (year, code)
);

create table envelope_source (
  year         integer not null,
  position     integer not null,
  code         text    not null,
  name_he      text    not null,
  basis_points integer not null check (basis_points between 1 and 10000),
  amount       bigint  not null check (amount > 0),
  primary key (year, code)
);
comment on column envelope_source.amount is 'In agorot, rounded to whole shekels as the source rounds it';
