-- By whose token an event came about. It stays in the database: no event says who did what.
alter table outbox add column actor text;
comment on column outbox.actor is 'The subject of the token; null where nobody''s, or where nobody is to know';
