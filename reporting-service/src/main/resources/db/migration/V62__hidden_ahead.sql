-- What is hidden of months that are over, decided ahead (decision 0117).
create table hidden_figure (
  edition   integer not null,
  code      text    collate "C" not null,
  trait     text    collate "C" not null,
  last_day  date    not null,
  first_day date    not null,
  rules     text    not null,
  folded    bigint  not null,
  measures  text[]  not null,
  figures   text[]  not null,
  primary key (edition, code, trait, last_day, first_day)
);
comment on column hidden_figure.trait is 'What the units'' figures are broken down by; empty for the wholes';
comment on column hidden_figure.first_day is 'Of a figure of a time; the first day of all of one of a day';
comment on column hidden_figure.rules is 'By which rules and catalogue; by others it does not hold';
comment on column hidden_figure.folded is 'How often the edition had changed before its figures were read';
comment on column hidden_figure.measures is 'Whose figures were read';
comment on column hidden_figure.figures is 'Units, or units and values, whose figures are hidden';

create table figure_change (
  measure text   collate "C" not null,
  month   date   not null,
  folded  bigint not null,
  primary key (measure, month)
);
create index figure_change_folded on figure_change (measure, folded);
comment on table figure_change is 'By which of the edition''s changes a measure changed last on a day of the month';
