-- What was withdrawn today may be given again today.
alter table consent drop constraint one_consent_at_a_time;
alter table consent add constraint one_consent_at_a_time
  exclude using gist (family_id with =, partner with =, purpose with =, during with &&)
  where (withdrawn_how is null);
