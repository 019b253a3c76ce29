create table stream_access (
  agreement text   primary key references sharing_agreement,
  issued_on date   not null,
  ended_on  date,
  version   bigint not null default 1
);
comment on column stream_access.ended_on is 'Since when the stream tells nothing; the access ends some weeks later';
