create table assignment (
  id          uuid primary key,
  family_id   uuid not null references family,
  unit        ltree not null references unit,
  worker      text not null,
  field_role  text not null
    check (field_role in ('FAMILY_SOCIAL_WORKER', 'OTZMA_WORKER', 'FAMILY_COMPANION',
                          'EMPLOYMENT_COORDINATOR', 'TEAM_LEAD', 'ACTIVIST', 'MENTOR', 'VOLUNTEER')),
  status      text not null
    check (status in ('PROPOSED', 'ACTIVE', 'DECLINED', 'HANDED_OVER', 'ENDED')),
  proposed_by text not null,
  proposed_at timestamptz not null default now(),
  accepted_at timestamptz,
  ended_at    timestamptz,
  version     bigint not null default 1,
  check ((ended_at is null) = (status in ('PROPOSED', 'ACTIVE')))
);
create index assignment_family on assignment (family_id);
create index assignment_worker on assignment (worker, family_id);
create index assignment_unit on assignment using gist (unit);
create unique index one_worker_in_a_role on assignment (family_id, field_role)
  where status in ('PROPOSED', 'ACTIVE') and field_role not in ('ACTIVIST', 'MENTOR', 'VOLUNTEER');
create unique index a_worker_once_in_a_role on assignment (family_id, field_role, worker)
  where status in ('PROPOSED', 'ACTIVE');
comment on table assignment is 'Who holds a family in which field role, from when to when; rows end, none is deleted';
comment on column assignment.worker is 'The subject of the worker''s token';
comment on column assignment.unit is 'The family''s unit when the assignment was proposed: measures stay where the work was';

create table family_transfer (
  id          uuid primary key,
  family_id   uuid not null references family,
  from_unit   ltree not null references unit,
  to_unit     ltree not null references unit check (to_unit <> from_unit),
  status      text not null check (status in ('PROPOSED', 'ACCEPTED', 'DECLINED')),
  proposed_by text not null,
  proposed_at timestamptz not null default now(),
  answered_by text,
  answered_at timestamptz,
  version     bigint not null default 1
);
create unique index one_transfer_at_a_time on family_transfer (family_id) where status = 'PROPOSED';
create index family_transfer_family on family_transfer (family_id);
create index family_transfer_from on family_transfer using gist (from_unit);
create index family_transfer_to on family_transfer using gist (to_unit);

create table emergency_access (
  id            uuid primary key,
  family_id     uuid not null references family,
  worker        text not null,
  worker_unit   ltree not null,
  sealed_reason bytea not null,
  opened_at     timestamptz not null default now(),
  closes_at     timestamptz not null default now() + interval '3 hours'
);
create index emergency_access_family on emergency_access (family_id);
create index emergency_access_worker on emergency_access (worker, family_id);
comment on column emergency_access.sealed_reason is 'Why it was opened, encrypted with the family''s key';

create table consent (
  id                    uuid primary key,
  family_id             uuid not null references family,
  partner               text not null,
  purpose               text not null
    check (purpose in ('REFERRAL', 'SHARED_INTAKE', 'DONATION', 'RESEARCH')),
  includes_national_ids boolean not null,
  given_how             text not null check (given_how in ('SIGNED_FORM', 'ORAL', 'SMS')),
  during                daterange not null check (not isempty(during) and lower(during) is not null),
  withdrawn_how         text check (withdrawn_how in ('SIGNED_FORM', 'ORAL', 'SMS')),
  recorded_by           text not null,
  recorded_at           timestamptz not null default now(),
  version               bigint not null default 1,
  constraint one_consent_at_a_time
    exclude using gist (family_id with =, partner with =, purpose with =, during with &&)
);
create index consent_partner on consent (partner, family_id);
comment on column consent.during is 'From the day it was given to the day before it was withdrawn or ran out';

create table referral (
  id             uuid primary key,
  family_id      uuid not null references family,
  unit           ltree not null references unit,
  to_unit        ltree references unit,
  to_partner     text,
  to_programme   text references programme,
  reason         text not null,
  sealed_text    bytea,
  status         text not null
    check (status in ('SENT', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'CLOSED')),
  sent_by        text not null,
  sent_at        timestamptz not null default now(),
  expires_on     date not null,
  answered_by    text,
  answered_at    timestamptz,
  decline_reason text,
  result         text,
  sealed_result  bytea,
  closed_at      timestamptz,
  version        bigint not null default 1,
  check (num_nonnulls(to_unit, to_partner) = 1)
);
create index referral_family on referral (family_id);
create index referral_unit on referral using gist (unit);
create index referral_to_unit on referral using gist (to_unit);
create index referral_to_partner on referral (to_partner);
create index referral_to_expire on referral (expires_on) where status = 'SENT';
comment on column referral.unit is 'The sender: the family''s unit when it was sent';
