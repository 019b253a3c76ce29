-- What a dry run would have given so far: it counts what is left of the donation, and knows a row
-- that stands in the file twice, as the run itself would.
alter table distribution_import add promised bigint not null default 0;
comment on column distribution_import.promised is 'Things, of a dry run';

create table distribution_import_promise (
  import_id uuid not null references distribution_import,
  row_key   text not null,
  primary key (import_id, row_key)
);
