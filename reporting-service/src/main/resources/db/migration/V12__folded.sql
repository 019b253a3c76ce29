alter table report_edition add column folded bigint not null default 0;
comment on column report_edition.folded is 'How often the edition that answers has changed: who looks at figures looks again';
