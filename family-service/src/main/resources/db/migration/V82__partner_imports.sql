create table partner_import (
  id       uuid primary key,
  partner  text not null references partner_agreement,
  dry_run  boolean not null,
  ended    boolean not null default false,
  done     integer not null default 0,
  repeated integer not null default 0,
  refused  integer not null default 0,
  faults   jsonb not null default '[]'
);
