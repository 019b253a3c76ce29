create table family (
  id                 uuid primary key,
  unit               ltree not null references unit,
  preferred_language text not null check (preferred_language in ('he', 'ar', 'en', 'ru', 'am')),
  sealed_contact     bytea not null,
  registered_at      timestamptz not null default now(),
  version            bigint not null default 1
);
create index family_unit on family using gist (unit);
comment on column family.sealed_contact is 'Phone and address, encrypted with the family''s key';

create table family_key (
  family_id   uuid primary key references family,
  wrapped_key bytea not null
);
comment on table family_key is 'The key of one family, encrypted with the service''s key; without it nobody reads who they are';

create table member (
  id              uuid primary key,
  family_id       uuid not null references family,
  relation        text not null
    check (relation in ('HEAD', 'SPOUSE', 'CHILD', 'GRANDCHILD', 'PARENT', 'SIBLING', 'OTHER')),
  sex             text not null check (sex in ('FEMALE', 'MALE', 'UNKNOWN')),
  birth_date      date not null,
  sealed_identity bytea not null,
  joined_on       date not null,
  left_on         date check (left_on >= joined_on)
);
create index member_family on member (family_id);
create unique index one_head_per_family on member (family_id) where relation = 'HEAD' and left_on is null;
comment on column member.sealed_identity is 'Names and id number, encrypted with the family''s key';

create table enrolment (
  id         uuid primary key,
  family_id  uuid not null references family,
  track      text not null references track,
  start_date date not null,
  end_date   date check (end_date >= start_date),
  outcome    text check (outcome in ('GRADUATED', 'LEFT')),
  reason     text,
  version    bigint not null default 1,
  check (num_nulls(end_date, outcome, reason) in (0, 3)),
  constraint one_enrolment_in_a_track_at_a_time
    exclude using gist (family_id with =, track with =, daterange(start_date, end_date, '[]') with &&)
);
create index enrolment_family on enrolment (family_id);
