-- The one table of the test services in this module.
create table note (
  id    text primary key,
  lines int  not null default 0
);
