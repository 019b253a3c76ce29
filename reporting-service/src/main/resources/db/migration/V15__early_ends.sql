-- An enrolment of a family that was merged ends with its survivor's events, which may be read before
-- its own: the end waits here for its beginning.
create table early_end (
  edition  integer not null,
  measure  text    not null,
  source   text    not null,
  last_day date    not null,
  primary key (source, measure, edition)
);
