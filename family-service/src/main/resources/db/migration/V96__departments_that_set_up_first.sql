alter table unit add column set_up_first boolean not null default false;
comment on column unit.set_up_first is
  'Whether each programme opens here by a set-up only: in departments added since; in those before, programmes count as open until a set-up is started';
