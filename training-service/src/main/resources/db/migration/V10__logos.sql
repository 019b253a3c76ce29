create table steering_logo (
  id   uuid primary key,
  body text not null,
  png  bytea not null
);
create index steering_logo_body on steering_logo (body, id);
comment on column steering_logo.body is 'As minutes name it; the newest picture counts';
