-- Files of rows of every kind: how far each is, in one table. Nothing that a row says stands here in the open.
create table row_import (
  id          uuid    primary key,
  kind        text    not null check (kind in ('SERVICE_USER', 'PARTNER_REFERRAL')),
  place       text    not null,
  started_by  text    not null,
  dry_run     boolean not null,
  ended       boolean not null,
  done        integer not null,
  repeated    integer not null,
  refused     integer not null,
  faults      jsonb   not null,
  wrapped_key bytea,
  check (wrapped_key is null or not ended)
);
comment on column row_import.place is 'Where its rows go: a centre''s path, a partner''s code';
comment on column row_import.wrapped_key is 'Opens what waits of it; forgotten when nothing does';
insert into row_import
select id, 'SERVICE_USER', centre::text, started_by, dry_run, ended, done, repeated, refused, faults, null
  from service_user_import;
insert into row_import
select id, 'PARTNER_REFERRAL', partner, partner, dry_run, ended, done, repeated, refused, faults, null
  from partner_import;
drop table service_user_import;
drop table partner_import;

-- Rows that wait, sealed: whoever takes them deletes them in the same transaction.
create table row_import_portion (
  id         uuid        primary key,
  import_id  uuid        not null references row_import,
  rows       integer[]   not null,
  sealed     bytea       not null,
  attempts   smallint    not null default 0,
  not_before timestamptz not null
);
create index row_import_portion_import on row_import_portion (import_id, id);
comment on column row_import_portion.rows is 'Their numbers in the file';
comment on column row_import_portion.attempts is 'How often taking it has failed';
