alter table family_import_batch
  add attempts smallint not null default 0,
  add not_before timestamptz not null default '-infinity';
comment on column family_import_batch.attempts is 'How often loading it has failed';
comment on column family_import_batch.not_before is 'When it is tried again';

alter table family_import drop constraint family_import_state_check;
alter table family_import add constraint family_import_state_check
  check (state in ('RECEIVING', 'CHECKED', 'REFUSED', 'LOADING', 'DONE', 'FAILED'));
