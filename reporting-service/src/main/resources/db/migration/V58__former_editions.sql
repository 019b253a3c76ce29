alter table report_edition add column forgotten integer not null default 0;
comment on column report_edition.forgotten is 'Up to which edition nothing is left: whoever forgets may be broken off, and goes on at the next start';
