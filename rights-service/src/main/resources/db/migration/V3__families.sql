create table known_family (
  id        uuid primary key,
  unit      ltree not null,
  language  text not null,
  members   integer not null,
  minors    integer not null,
  enrolled  boolean not null default false,
  merged_into uuid references known_family,
  erased_at timestamptz
);
create index known_family_merged on known_family (merged_into) where merged_into is not null;
create index known_family_unit on known_family using gist (unit);
create index known_family_by_id_in_unit on known_family (id) where erased_at is null;
comment on table known_family is 'The little that this service needs of a family, as family-service tells it';

create table family_key (
  family_id   uuid primary key references known_family,
  wrapped_key bytea not null
);
comment on table family_key is 'The key of one family, encrypted with the service''s key; without it nobody reads what was answered';

create table family_answers (
  family_id  uuid primary key references known_family,
  sealed     bytea not null,
  changed_at timestamptz not null
);
comment on column family_answers.sealed is 'All facts that were ever answered of the family with their days, encrypted with its key';
