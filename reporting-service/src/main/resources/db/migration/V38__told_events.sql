-- What producers told, counted past the fold: the last number of each aggregate that stands in a topic.

create table told_stream (
  topic   text   not null,
  subject text   not null,
  version bigint not null,
  primary key (topic, subject)
) with (fillfactor = 80);

-- Up to which record each partition is counted.
create table told_until (
  topic     text    not null,
  partition integer not null,
  next      bigint  not null,
  primary key (topic, partition)
);
