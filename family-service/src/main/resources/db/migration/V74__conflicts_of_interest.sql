-- Who declared to belong to a family, or to be close to it: they do not decide on what it asks for.
create table conflict_of_interest (
  id          uuid        primary key,
  family_id   uuid        not null references family,
  worker      text        not null,
  tie         text        not null check (tie in ('MEMBER', 'RELATIVE', 'CLOSE')),
  declared_by text        not null,
  declared_at timestamptz not null default now(),
  ended_by    text,
  ended_at    timestamptz,
  version     bigint      not null default 1,
  check (num_nulls(ended_by, ended_at) in (0, 2)),
  constraint nobody_ends_their_own_conflict check (ended_by <> worker)
);
create index conflict_of_interest_family on conflict_of_interest (family_id, id);
comment on column conflict_of_interest.worker is 'The subject of the worker''s token: stable, not a name';
