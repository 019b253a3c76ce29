-- A file of rows with a bad one is refused as a whole, unless its sender said otherwise. Files that came before
-- were taken without asking, as they still are by a copy of the version before.
alter table row_import
  add column on_error text    not null default 'SKIP' check (on_error in ('REFUSE', 'SKIP')),
  add column rows     integer not null default 0,
  add column outcome  text    check (outcome in ('REFUSED', 'FAILED'));
comment on column row_import.rows is 'Read, without the header and blank ones';
comment on column row_import.outcome is 'Refused as a whole, or rows given up though nothing was wrong with them; else null';
update row_import
   set rows = done + repeated + refused
              + coalesce((select sum(cardinality(portion.rows))::int from row_import_portion portion
                           where portion.import_id = row_import.id), 0),
       outcome = case when faults @> '[{"code": "row-not-taken"}]' then 'FAILED' end;
