-- Figures frozen for those who evaluate (decision 0105).
create table figure_extract (
  id         uuid        primary key,
  as_of      date        not null,
  indicators text[]      not null,
  made_at    timestamptz not null default now(),
  rows       integer     not null,
  sha256     text        not null check (sha256 = encode(sha256(content), 'hex')),
  content    bytea       not null
);
create trigger figure_extract_stays before update or delete on figure_extract
  for each row execute function stays_as_it_is();
