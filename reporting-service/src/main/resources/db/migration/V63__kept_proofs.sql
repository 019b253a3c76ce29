-- What a proof has found is kept whole: whoever asks for it reads it, and nothing is counted for the answer.
truncate figure_proof; -- what was found before lacks half of it; the first run proves anew
alter table figure_proof
  add column aggregate bigint,
  add column raw       bigint,
  add column as_of     date,
  add column failed_at timestamptz;
comment on column figure_proof.begun_at is 'When the last run began that took this measure on, by the database''s clock; who has waited longest is next';
comment on column figure_proof.proved_at is 'The moment of which the last proof is that came to its end; null while none has';
comment on column figure_proof.as_of is 'The day of aggregate and raw';
comment on column figure_proof.failed_at is 'Null unless the last proof has failed';

create table told_taken (
  topic      text collate "C" primary key,
  edition    integer     not null,
  counted_at timestamptz not null,
  told       bigint      not null,
  taken      bigint      not null,
  waiting    bigint      not null,
  dead       bigint      not null,
  difference bigint      not null
);
comment on table told_taken is 'Of each topic what became of that which was told, when it was counted last';
comment on column told_taken.edition is 'The one that answered then';
