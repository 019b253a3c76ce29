create table contact (
  id               uuid primary key,
  family_id        uuid not null references family,
  unit             ltree not null,
  kind             text not null check (kind in ('HOME_VISIT', 'CALL', 'MESSAGE', 'CENTRE_SESSION')),
  direction        text not null check (direction in ('BY_WORKER', 'BY_FAMILY')),
  happened_on      date not null,
  duration_minutes integer check (duration_minutes between 1 and 1440),
  domains          text[] not null,
  worker           text not null,
  sealed_note      bytea,
  corrects         uuid unique references contact,
  correction       text check (correction in ('WRONG_DETAILS', 'WRONG_FAMILY', 'ENTERED_TWICE')),
  corrected_by     text,
  logged_at        timestamptz not null,
  version          bigint not null default 1,
  check (num_nulls(correction, corrected_by) in (0, 2))
);
create index contact_family on contact (family_id, id desc);
create index contact_day on contact (family_id, happened_on desc) where correction is null;
create index contact_unit on contact using gist (unit, happened_on);
comment on table contact is 'What took place between workers and a family; a mistake is corrected by a further row, never removed';
comment on column contact.sealed_note is 'Encrypted with the family''s key';
