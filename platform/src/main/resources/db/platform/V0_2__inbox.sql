-- What this service has taken in from others, per consumer.

create table inbox (
  consumer text        not null,
  event_id uuid        not null,
  seen_at  timestamptz not null default now(),
  primary key (consumer, event_id)
);
create index inbox_seen_at on inbox using brin (seen_at);

-- The last version taken in of each key of a topic.
create table inbox_stream (
  consumer text   not null,
  topic    text   not null,
  subject  text   not null,
  version  bigint not null,
  primary key (consumer, topic, subject)
) with (fillfactor = 80);

-- Events that came before their predecessors, and (with a reason) those that could not be handled.
create table inbox_parked (
  consumer  text        not null,
  topic     text        not null,
  subject   text        not null,
  sequence  bigint      not null,
  event_id  uuid        not null,
  type      text        not null,
  source    text        not null,
  time      timestamptz not null,
  payload   text        not null,
  reason    text,
  parked_at timestamptz not null default now(),
  primary key (consumer, topic, subject, sequence)
);
create index inbox_parked_event on inbox_parked (event_id);
