alter table report_edition add column next_has_steps boolean not null default false;
comment on column report_edition.next_has_steps is 'Whether the edition that is folded anew has its steps; until then it has facts alone';
