alter table contact add column logged_by text;
comment on column contact.worker is 'Who was in contact, as whoever logged it says';
comment on column contact.logged_by is 'Who logged it; null where neither the log nor the timeline kept it';

update contact set logged_by = actor
  from timeline_entry
 where timeline_entry.family_id = contact.family_id and timeline_entry.kind = 'contact.logged'
   and facts ->> 'contactId' = contact.id::text;
