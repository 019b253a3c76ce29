create table service_user_import (
  id         uuid primary key,
  centre     ltree not null references unit,
  started_by text not null,
  dry_run    boolean not null,
  ended      boolean not null default false,
  done       integer not null default 0,
  repeated   integer not null default 0,
  refused    integer not null default 0,
  faults     jsonb not null default '[]'
);
comment on table service_user_import is 'How far a file of service users is; nothing that a row says';

create table imported_service_user (
  mark    bigint primary key,
  stay_id uuid not null references service_user_stay
);
comment on column imported_service_user.mark is 'Keyed mark of centre and row key: a row counts once, however often it comes';
