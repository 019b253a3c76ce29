-- A person is in a household from joined_on, and no longer from left_on on.
alter table member
  add column relation_since date,
  add column leave_reason text
    check (leave_reason in ('MOVED_OUT', 'MARRIED', 'SEPARATED', 'PLACED_OUT_OF_HOME', 'DIED',
                            'RECORDED_IN_ERROR', 'OTHER')),
  add check (num_nulls(left_on, leave_reason) in (0, 2));
update member set relation_since = joined_on;
alter table member alter column relation_since set not null;

create table former_relation (
  id        uuid primary key default uuidv7(),
  member_id uuid not null references member,
  relation  text not null,
  since     date not null
);
create index former_relation_member on former_relation (member_id);
comment on table former_relation is 'What a member was to the household before; each holds until the next begins';

create table kinship (
  child_id  uuid not null references member,
  parent_id uuid not null references member,
  primary key (child_id, parent_id),
  check (child_id <> parent_id)
);
create index kinship_parent on kinship (parent_id);

alter table family add column contact_since date, add column erased_at timestamptz;
update family set contact_since = (registered_at at time zone 'Asia/Jerusalem')::date;
alter table family alter column contact_since set not null;

-- What only makes sense while a family can be read goes with its key.
create table former_contact (
  id                 uuid primary key default uuidv7(),
  family_id          uuid not null references family_key on delete cascade,
  since              date not null,
  preferred_language text not null,
  sealed_contact     bytea not null
);
create index former_contact_family on former_contact (family_id);

create table file_change (
  id             uuid primary key,
  family_id      uuid not null references family_key on delete cascade,
  member_id      uuid,
  changed_at     timestamptz not null,
  changed_by     text not null,
  sealed_changes bytea not null
);
create index file_change_family on file_change (family_id, id);
comment on table file_change is 'Who changed what in a family''s file, and when; the values are sealed with its key';
