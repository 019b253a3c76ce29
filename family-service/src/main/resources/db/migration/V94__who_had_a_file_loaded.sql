-- What the log is to tell of families that are loaded after their file's answer.
alter table family_import
  add roles  text[] not null default '{}',
  add client text;
comment on column family_import.roles is 'The uploader''s';
comment on column family_import.client is 'The program that the uploader''s token was given to';
