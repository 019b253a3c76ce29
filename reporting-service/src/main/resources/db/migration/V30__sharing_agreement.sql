create table sharing_agreement (
  code         text   primary key check (code ~ '^[a-z][a-z0-9-]{1,39}$'),
  terms        jsonb  not null,
  stage        text   not null,
  stages       text[] not null,
  sealed_keys  bytea  not null,
  former_until date,
  version      bigint not null default 1
);
comment on column sharing_agreement.stages is 'Stage and day of each step of the onboarding';
comment on column sharing_agreement.sealed_keys is 'Keys of the pseudonyms, sealed with the service''s key';
comment on column sharing_agreement.former_until is 'Last day on which the key before the last rotation is kept';
