create table shared_screen (
  agreement text  primary key references sharing_agreement,
  hash      bytea not null unique,
  opened_on date  not null
);
comment on column shared_screen.hash is 'SHA-256 of the secret in the page''s address';
