create table shared_extract (
  id        uuid        primary key,
  agreement text        not null references sharing_agreement,
  recipient text        not null check (recipient in ('PARTNER', 'BUREAU', 'COMMITTEE')),
  as_of     date        not null,
  made_at   timestamptz not null default now(),
  rows      integer     not null,
  sha256    text        not null check (sha256 = encode(sha256(content), 'hex')),
  content   bytea       not null
);
create index shared_extract_agreement on shared_extract (agreement, recipient, id);

create table bureau_log (
  id         uuid        primary key,
  extract_id uuid        not null references shared_extract,
  agreement  text        not null,
  step       text        not null,
  at         timestamptz not null default now(),
  subject    text        not null,
  sha256     text        not null
);

create function stays_as_it_is() returns trigger language plpgsql as $$
begin
  raise exception '% is only written to', tg_table_name;
end
$$;
create trigger shared_extract_stays before update or delete on shared_extract
  for each row execute function stays_as_it_is();
create trigger bureau_log_stays before update or delete on bureau_log
  for each row execute function stays_as_it_is();
create trigger shared_release_cell_stays before update or delete on shared_release_cell
  for each row execute function stays_as_it_is();
