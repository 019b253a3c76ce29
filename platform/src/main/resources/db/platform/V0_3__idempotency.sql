create table idempotency_key (
  client      text not null,
  key         text not null,
  fingerprint bytea not null,
  status      integer,
  location    text,
  etag        text,
  body        text,
  created_at  timestamptz not null default now(),
  primary key (client, key)
);
comment on table idempotency_key is 'First answers to commands, for 24 hours: written with the command''s own transaction';
create index idempotency_key_age on idempotency_key (created_at);
