create table service_user (
  id            uuid primary key,
  birth_date    date not null,
  sex           text not null check (sex in ('FEMALE', 'MALE', 'UNKNOWN')),
  member_id     uuid unique references member,
  registered_at timestamptz not null,
  version       bigint not null
);
comment on table service_user is 'A person served by Otzma centres, with or without a family in a programme; once, however many centres';
comment on column service_user.member_id is 'The family member who is the same person, where that is known';

create table service_user_key (
  service_user_id  uuid primary key references service_user,
  wrapped_key      bytea not null,
  sealed_identity  bytea not null,
  national_id_mark bigint unique
);
comment on table service_user_key is 'Who a service user is, sealed with a key of their own; erasing the person is deleting this row';
comment on column service_user_key.national_id_mark is 'Keyed mark of the id number, by which the same person is found again';

create table service_user_stay (
  id              uuid primary key,
  service_user_id uuid not null references service_user,
  centre          ltree not null references unit,
  joined_on       date not null,
  left_on         date check (left_on >= joined_on),
  version         bigint not null,
  constraint one_stay_in_a_centre_at_a_time
    exclude using gist (service_user_id with =, centre with =, daterange(joined_on, left_on) with &&)
);
create index service_user_stay_user on service_user_stay (service_user_id, joined_on);
create index service_user_stay_centre on service_user_stay using gist (centre);
comment on column service_user_stay.left_on is 'First day no longer there';

create table centre_activity (
  id                 uuid primary key,
  centre             ltree not null references unit,
  kind               text not null check (kind in ('INDIVIDUAL', 'GROUP', 'COMMUNITY', 'CONSULTATION')),
  domain             text not null
    check (domain in ('EMPLOYMENT', 'RIGHTS', 'FAMILY_ECONOMY_AND_DEBTS', 'COMMUNITY')),
  held_on            date not null,
  other_participants integer not null default 0 check (other_participants >= 0),
  department_workers integer not null default 0 check (department_workers >= 0),
  recorded_by        text not null
);
create index centre_activity_centre on centre_activity using gist (centre, held_on);
comment on column centre_activity.other_participants is 'People of the community who are no service users, counted only';
comment on column centre_activity.department_workers is 'Workers of the department who were consulted';

create table activity_participant (
  activity_id     uuid not null references centre_activity,
  service_user_id uuid not null references service_user,
  primary key (activity_id, service_user_id)
);
create index activity_participant_user on activity_participant (service_user_id);
