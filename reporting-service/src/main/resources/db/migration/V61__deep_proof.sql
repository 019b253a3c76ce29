-- The proof that folds all events anew (decision 0113): who is at it, and what the last one found.
create table deep_proof (
  report    text primary key,
  holder    uuid,
  seen_at   timestamptz,
  edition   integer,
  begun_at  timestamptz,
  as_of     timestamptz,
  proved_at timestamptz
);
insert into deep_proof (report) values ('figures');
comment on column deep_proof.holder is 'The copy of the service that is at it; null while none is';
comment on column deep_proof.edition is 'The one that answered when it began';
comment on column deep_proof.as_of is 'When the last one began that came to its end';

create table deep_proof_item (
  code       text collate "C" primary key,
  facts      bigint not null,
  anew       bigint not null,
  difference bigint not null
);

-- What was on when it began; whoever crashes has nothing to restore of it.
create unlogged table deep_proof_sum (
  code    text    not null,
  month   date    not null,
  facts   bigint  not null,
  counted bigint  not null,
  print   numeric,
  primary key (code, month)
);
comment on column deep_proof_sum.print is 'The sum of the hashes of what the facts say';

create unlogged table deep_proof_until (
  topic   text   not null,
  subject text   not null,
  version bigint not null,
  primary key (topic, subject)
);
