-- Who attended stands in no index, so that recording it touches none: a row is changed in its own page.
drop index registration_trained;
create index registration_unit on registration using gist (unit);
alter table registration set (fillfactor = 70);
