-- The news of this service, on its way to Kafka.

-- One row per key of a topic: its lock orders the key's writers, its version numbers their news.
-- Not per aggregate type: two types that share an id share the key, and a consumer sees one count.
create table outbox_head (
  topic        text   not null,
  aggregate_id text   not null,
  version      bigint not null,
  primary key (topic, aggregate_id)
) with (fillfactor = 80);

-- published_at: the broker has acknowledged it. confirmed_at: it was read back from the topic.
create table outbox (
  seq            bigint      not null generated always as identity,
  event_id       uuid        not null default uuidv7(),
  topic          text        not null,
  aggregate_type text        not null,
  aggregate_id   text        not null,
  agg_version    bigint      not null,
  type           text        not null,
  payload        text        not null,
  traceparent    text,
  created_at     timestamptz not null default now(),
  published_at   timestamptz,
  confirmed_at   timestamptz,
  primary key (created_at, seq)
) partition by range (created_at);

-- A safety net for a day whose own partition nobody made; the relay makes them ahead of time.
create table outbox_other partition of outbox default;

create index outbox_unpublished on outbox (seq) where published_at is null;
create index outbox_unconfirmed on outbox (event_id) where confirmed_at is null;

-- Who relays and who reconciles, by the database's clock; epoch grows with every change of holder.
create table outbox_lease (
  name       text primary key,
  holder     text        not null default '',
  epoch      bigint      not null default 0,
  expires_at timestamptz not null default '-infinity'
);
insert into outbox_lease (name) values ('relay'), ('reconciler');

-- How far the reconciler has read each topic back.
create table outbox_read_back (
  topic       text   not null,
  partition   int    not null,
  next_offset bigint not null,
  primary key (topic, partition)
);
