create table fit_criterion (
  id         uuid primary key default uuidv7(),
  track      text not null references track,
  code       text not null check (code ~ '^[a-z]+(-[a-z]+)*$'),
  expression text not null,
  name_he    text not null,
  name_ar    text not null,
  name_en    text not null,
  during     daterange not null,
  version    integer not null,
  source     text not null,
  confirmed  boolean not null,
  unique (track, code, version),
  constraint one_wording_of_a_criterion_at_a_time
    exclude using gist (track with =, code with =, during with &&)
);
comment on table fit_criterion is 'For whom a track is, as data: CEL over the facts of a family, dated and versioned';
comment on column fit_criterion.confirmed is 'Whether the source says it; if not, it was inferred and waits for the ministry''s word';

create table fit_answers (
  family_id      uuid primary key references family_key on delete cascade,
  sealed_answers bytea not null,
  version        bigint not null
);
comment on column fit_answers.sealed_answers is 'What a worker asked the family for the sake of its fit, encrypted with the family''s key';
