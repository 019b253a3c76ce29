create table partner_agreement (
  partner     text primary key,
  name_he     text not null,
  legal_basis text not null,
  scopes      text[] not null check (cardinality(scopes) > 0),
  valid_from  date not null,
  valid_until date check (valid_until >= valid_from),
  sandbox     boolean not null,
  last_change bigint not null default 0,
  version     bigint not null default 1
);
comment on column partner_agreement.last_change is 'The number of the partner''s newest change; numbers are given out under this row''s lock, so that a reader of the feed passes over none';

insert into partner_agreement (partner, name_he, legal_basis, scopes, valid_from, sandbox) values
('NGO-DEMO', 'ארגון לדוגמה', 'SANDBOX', '{referrals:write,families:read}', '2020-01-01', true);

create table partner_change (
  partner text not null references partner_agreement,
  number  bigint not null,
  id      uuid not null unique default uuidv7(),
  type    text not null,
  at      timestamptz not null default now(),
  data    jsonb not null,
  primary key (partner, number)
);
comment on table partner_change is 'What a partner is told of, in ids and codes; in the transaction of what it tells';

create function tell_partner(told text, what text, facts jsonb) returns void language plpgsql as $$
declare next_number bigint;
begin
  update partner_agreement set last_change = last_change + 1 where partner = told
  returning last_change into next_number;
  if found then
    insert into partner_change (partner, number, type, data) values (told, next_number, what, facts);
  end if;
end $$;

-- What a partner's referral says of a family goes with it. Of families, a partner hears what is told of them anyway: with the news and the state in one transaction.
create function tell_partners_of_news() returns trigger language plpgsql as $$
declare
  facts jsonb := new.payload::jsonb;
  of_partner text;
begin
  if new.type = 'org.retzef.referral.sent.v1' and facts ->> 'toPartner' is not null then
    perform tell_partner(facts ->> 'toPartner', 'referral.received', jsonb_build_object(
      'referralId', facts -> 'referralId', 'reason', facts -> 'reason', 'expiresOn', facts -> 'expiresOn'));
  elsif new.type = 'org.retzef.referral.answered.v1' and facts ->> 'status' = 'EXPIRED' then
    select to_partner into of_partner from referral
     where id = (facts ->> 'referralId')::uuid and to_partner is not null;
    if found then
      perform tell_partner(of_partner, 'referral.expired', jsonb_build_object('referralId', facts -> 'referralId'));
    end if;
  elsif new.type = 'org.retzef.consent.changed.v1' then
    perform tell_partner(facts ->> 'partner', 'consent.changed', facts - 'partner' - 'consentId');
  elsif new.type = 'org.retzef.family.erased.v1' then
    update partner_referral set sealed = null, wrapped_key = null
     where family_id = (facts ->> 'familyId')::uuid;
    for of_partner in
      select distinct partner from consent where family_id = (facts ->> 'familyId')::uuid order by partner
    loop
      perform tell_partner(of_partner, 'family.erased', jsonb_build_object('familyId', facts -> 'familyId'));
    end loop;
  end if;
  return null;
end $$;
create trigger partners_hear_of_families after insert on outbox
  for each row when (new.type in ('org.retzef.referral.sent.v1', 'org.retzef.referral.answered.v1',
                                  'org.retzef.consent.changed.v1', 'org.retzef.family.erased.v1'))
  execute function tell_partners_of_news();

create table partner_referral (
  id             uuid primary key,
  partner        text not null references partner_agreement,
  reference      text not null,
  unit           ltree not null references unit,
  reason         text not null,
  wrapped_key    bytea,
  sealed         bytea,
  status         text not null check (status in ('SENT', 'ACCEPTED', 'DECLINED', 'CLOSED')),
  decline_reason text check ((decline_reason is not null) = (status = 'DECLINED')),
  result         text check ((result is not null) = (status = 'CLOSED')),
  family_id      uuid references family,
  sent_at        timestamptz not null default now(),
  answered_at    timestamptz,
  version        bigint not null default 1,
  unique (partner, reference),
  check ((sealed is null) = (wrapped_key is null)),
  check (status in ('SENT', 'ACCEPTED') or sealed is null)
);
create index partner_referral_family on partner_referral (family_id) where family_id is not null;
create index partner_referral_unit on partner_referral using gist (unit) where status in ('SENT', 'ACCEPTED');
comment on column partner_referral.reference is 'The partner''s own name for it: the same one a second time changes nothing';
comment on column partner_referral.sealed is 'Who it is and what was written; forgotten when it is declined or closed';
