-- The one table of the test services in this module.
create table note (
  id    text primary key,
  lines int  not null default 0
);

create table note_line (
  n    bigint generated always as identity primary key,
  note text not null,
  line int  not null
);
