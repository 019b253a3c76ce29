alter table family
  alter column sealed_contact drop not null,
  add constraint erased_or_sealed check ((erased_at is null) = (sealed_contact is not null));
alter table member alter column sealed_identity drop not null;

create table erasure (
  family_id   uuid primary key references family,
  reason      text not null
    check (reason in ('FAMILY_ASKED', 'RETENTION_OVER', 'COURT_ORDER', 'RECORDED_IN_ERROR')),
  legal_basis text not null
    check (legal_basis in ('PRIVACY_PROTECTION_LAW', 'ARCHIVES_LAW', 'COURT_DECISION',
                           'MINISTRY_DIRECTIVE')),
  erased_by   text not null,
  erased_at   timestamptz not null,
  members     integer not null,
  minors      integer not null
);
comment on table erasure is 'Who was erased, why and by whom; a restored backup is erased again by this list';
