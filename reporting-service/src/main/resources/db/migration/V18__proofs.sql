-- What the proof of a measure's figures found, and whose turn it is: with many facts a run proves
-- some measures, and the next goes on from there.
create table figure_proof (
  edition     integer     not null,
  measure     text collate "C" not null,
  known_since timestamptz not null default now(),
  begun_at    timestamptz,
  proved_at   timestamptz,
  difference  bigint,
  facts       bigint,
  primary key (edition, measure)
);
comment on column figure_proof.begun_at is 'When the last run began that took this measure on; who has waited longest is next';
comment on column figure_proof.proved_at is 'Null while no proof of it has come to its end';
