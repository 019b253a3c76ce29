alter table duplicate_verdict add column version bigint not null default 1;
alter table duplicate_verdict alter column version drop default;
comment on column duplicate_verdict.version is 'Grows with every verdict; a pair without a row has 0';
