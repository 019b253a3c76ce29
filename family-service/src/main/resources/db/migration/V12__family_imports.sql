create table family_import (
  id          uuid primary key,
  unit        ltree not null references unit,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  dry_run     boolean not null,
  on_error    text not null check (on_error in ('REFUSE', 'SKIP')),
  state       text not null check (state in ('RECEIVING', 'CHECKED', 'REFUSED', 'LOADING', 'DONE')),
  file_mark   bigint,
  wrapped_key bytea,
  rows        integer not null default 0,
  families    integer not null default 0,
  faulty      integer not null default 0,
  loaded      integer not null default 0,
  unchanged   integer not null default 0,
  finished_at timestamptz,
  check (wrapped_key is null or state in ('RECEIVING', 'LOADING'))
);
create index family_import_unit on family_import using gist (unit);
create unique index one_load_of_a_file on family_import (file_mark)
  where not dry_run and state in ('LOADING', 'DONE');
create index family_import_open on family_import (state) where state in ('RECEIVING', 'LOADING');
comment on column family_import.file_mark is 'Keyed hash of the file''s content';
comment on column family_import.wrapped_key is 'Opens the families that wait; gone when none does';
comment on column family_import.faulty is 'Families that cannot be loaded';
comment on column family_import.unchanged is 'Families whose row key was loaded before';

create table family_import_batch (
  id        uuid primary key,
  import_id uuid not null references family_import on delete cascade,
  marks     bigint[] not null,
  rows      integer[] not null,
  sealed    bytea
);
create index family_import_batch_import on family_import_batch (import_id, id);
comment on table family_import_batch is 'Families that wait to be loaded, sealed with the import''s key; loaded ones are gone';
comment on column family_import_batch.sealed is 'Null where nothing will be loaded';

create table family_import_fault (
  import_id uuid not null references family_import on delete cascade,
  row       integer not null,
  field     text not null,
  code      text not null,
  primary key (import_id, row, field, code)
);

create table imported_family (
  mark      bigint primary key,
  family_id uuid not null references family
);
comment on table imported_family is 'Keyed hashes of the row keys that were loaded: they outlive an erasure, so that no file revives a family';
