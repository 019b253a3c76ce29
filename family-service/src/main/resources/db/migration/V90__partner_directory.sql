create table partner (
  code         text primary key,
  kind         text not null check (kind in ('MINISTRY', 'PUBLIC_BODY', 'LOCAL_GOVERNMENT', 'FOUNDATION', 'ACADEMIA', 'NGO', 'NATIONAL_PROGRAMME')),
  name_he      text not null,
  name_ar      text not null,
  name_en      text not null,
  contact_post text,
  source       text not null,
  version      bigint not null default 1
);
comment on table partner is 'The directory of actors: who they are, why and what for they may be joined';
comment on column partner.contact_post is 'The post that one writes to, never a person; null while nobody has told';

create table partner_legal_basis (
  partner     text not null references partner,
  legal_basis text not null,
  scopes      text[] not null,
  primary key (partner, legal_basis)
);
comment on column partner_legal_basis.scopes is 'The most that an agreement on this basis can grant; none where the basis opens nothing here';

insert into partner (code, kind, name_he, name_ar, name_en, contact_post, source) values
  ('WELFARE', 'MINISTRY', 'משרד הרווחה', 'وزارة الرفاه', 'Ministry of Welfare', 'HEAD_OF_SERVICE', 'S0 S1 S4'),
  ('EDUCATION', 'MINISTRY', 'משרד החינוך', 'وزارة التعليم', 'Ministry of Education', null, 'S4'),
  ('DEFENCE', 'MINISTRY', 'משרד הביטחון', 'وزارة الدفاع', 'Ministry of Defence', null, 'S4'),
  ('ABSORPTION', 'MINISTRY', 'משרד הקליטה', 'وزارة الاستيعاب', 'Ministry of Absorption', null, 'S4'),
  ('SOCIAL_EQUALITY', 'MINISTRY', 'המשרד לשוויון חברתי', 'وزارة المساواة الاجتماعية', 'Ministry for Social Equality', null, 'S4'),
  ('FINANCE', 'MINISTRY', 'משרד האוצר', 'وزارة المالية', 'Ministry of Finance', null, 'S4'),
  ('JUSTICE', 'MINISTRY', 'משרד המשפטים', 'وزارة العدل', 'Ministry of Justice', null, 'S4'),
  ('HEALTH', 'MINISTRY', 'משרד הבריאות', 'وزارة الصحة', 'Ministry of Health', null, 'S4'),
  ('PERIPHERY', 'MINISTRY', 'משרד הפריפריה', 'وزارة الضواحي', 'Ministry for the Periphery', null, 'S4'),
  ('NATIONAL_INSURANCE', 'PUBLIC_BODY', 'המוסד לביטוח לאומי', 'مؤسسة التأمين الوطني', 'National Insurance Institute', null, 'S4'),
  ('IDF', 'PUBLIC_BODY', 'צה״ל', 'جيش الدفاع الإسرائيلي', 'Israel Defense Forces', null, 'S4'),
  ('NATIONAL_SERVICE', 'PUBLIC_BODY', 'השירות הלאומי־אזרחי', 'الخدمة الوطنية المدنية', 'National-Civic Service', null, 'S4'),
  ('CBS', 'PUBLIC_BODY', 'הלשכה המרכזית לסטטיסטיקה', 'دائرة الإحصاء المركزية', 'Central Bureau of Statistics', null, 'S1 S4'),
  ('LOCAL_GOVERNMENT', 'LOCAL_GOVERNMENT', 'השלטון המקומי', 'الحكم المحلي', 'Local government', null, 'S3 S4'),
  ('JDC_ASHALIM', 'FOUNDATION', 'ג׳וינט־אשלים', 'جوينت أشاليم', 'JDC-Ashalim', null, 'S1 S4'),
  ('JDC_ELKA', 'FOUNDATION', 'ג׳וינט־אלכא', 'جوينت إلكا', 'JDC-Elka', null, 'S2 S4'),
  ('RASHI', 'FOUNDATION', 'קרן רש״י', 'صندوق راشي', 'Rashi Foundation', null, 'S0 S1'),
  ('PHILANTHROPY', 'FOUNDATION', 'קרנות פילנתרופיות', 'صناديق خيرية', 'Philanthropic foundations', null, 'S4'),
  ('ACADEMIA', 'ACADEMIA', 'האקדמיה', 'الأكاديمية', 'Academia', null, 'S3 S4'),
  ('NGO', 'NGO', 'ארגוני החברה האזרחית', 'منظمات المجتمع المدني', 'Civil society organisations', null, 'S0 S4'),
  ('P360', 'NATIONAL_PROGRAMME', '360 - התכנית הלאומית לילדים ולנוער בסיכון', '360 - البرنامج الوطني للأطفال والشبيبة في خطر',
   '360, National Programme for Children and Youth at Risk', null, 'S4'),
  ('YATED', 'NATIONAL_PROGRAMME', 'יתד - התכנית הלאומית לצעירים בסיכון', 'ياتيد - البرنامج الوطني للشباب في خطر',
   'Yated, National Programme for Young People at Risk', null, 'S1 S4');

-- The sources name the actors, not the laws: which basis is whose was inferred, and is the ministry's to correct.
insert into partner_legal_basis (partner, legal_basis, scopes)
select code, basis, scopes::text[] from partner, (values
  ('MINISTRY', 'PRIVACY_PROTECTION_LAW', '{referrals:write}'), -- chapter D: public bodies tell each other what they need
  ('MINISTRY', 'CONSENT', '{referrals:write,families:read}'),
  ('PUBLIC_BODY', 'PRIVACY_PROTECTION_LAW', '{referrals:write}'),
  ('PUBLIC_BODY', 'CONSENT', '{referrals:write,families:read}'),
  ('LOCAL_GOVERNMENT', 'WELFARE_SERVICES_LAW', '{referrals:write,trainings:read}'),
  ('LOCAL_GOVERNMENT', 'CONSENT', '{referrals:write,families:read}'),
  ('FOUNDATION', 'CONTRACT', '{trainings:read}'),
  ('ACADEMIA', 'CONTRACT', '{trainings:read}'),
  ('NGO', 'CONTRACT', '{referrals:write,families:read,trainings:read}'),
  ('NGO', 'SANDBOX', '{referrals:write,families:read,trainings:read}'),
  ('NATIONAL_PROGRAMME', 'GOVERNMENT_DECISION', '{referrals:write,trainings:read}'),
  ('NATIONAL_PROGRAMME', 'CONSENT', '{referrals:write,families:read}')) as known (of_kind, basis, scopes)
 where kind = of_kind and not (code = 'CBS' and 'families:read' = any(scopes::text[]));
insert into partner_legal_basis values ('CBS', 'STATISTICS_ORDINANCE', '{}');

alter table partner_agreement
  add column actor text not null default 'NGO' references partner,
  add column suspended boolean not null default false;
comment on column partner_agreement.actor is 'Whose it is in the directory: an agreement never grants more than this actor''s legal basis';

-- Agreements that were made before there was a directory keep what they have.
insert into partner_legal_basis (partner, legal_basis, scopes)
select 'NGO', legal_basis, array_agg(distinct scope)
  from partner_agreement, unnest(scopes) as scope group by legal_basis
on conflict do nothing;
alter table partner_agreement alter column actor drop default,
  add foreign key (actor, legal_basis) references partner_legal_basis;

create view partner_agreement_in_force as
select agreement.partner, actor, name_he, agreement.legal_basis, agreement.scopes, valid_from, valid_until,
       sandbox, suspended, version,
       array(select unnest(agreement.scopes) intersect select unnest(basis.scopes)) as granted
  from partner_agreement as agreement
  join partner_legal_basis as basis on basis.partner = actor and basis.legal_basis = agreement.legal_basis
 where not suspended
   and daterange(valid_from, valid_until, '[]') @> (now() at time zone 'Asia/Jerusalem')::date;
comment on view partner_agreement_in_force is 'What partners may do today, in one place for calls and for webhooks';

create or replace function deliver_partner_change() returns trigger language plpgsql as $$
begin
  insert into webhook_delivery (change_id, partner)
  select new.id, new.partner from partner_webhook
    join partner_agreement_in_force using (partner)
   where partner = new.partner and not gone and 'referrals:write' = any(granted);
  return null;
end $$;
