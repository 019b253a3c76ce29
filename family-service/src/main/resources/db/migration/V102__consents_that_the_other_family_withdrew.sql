-- Consents of a survivor that ended because the merged family had withdrawn the same: they come back
-- with the families.
create table family_merge_consent (
  merge_id   uuid not null references family_merge,
  consent_id uuid not null references consent,
  during     daterange not null,
  version    bigint not null,
  primary key (merge_id, consent_id)
);
comment on column family_merge_consent.during is 'When it held before';
comment on column family_merge_consent.version is 'The consent''s when it ended: nobody has changed it since';

-- Of mergers before: what was given before the merger and the other family had withdrawn ends now,
-- and is told.
with denied as (
  select distinct on (own.id) own.id as denied_id, own.during as denied_during,
         own.version as denied_version, withdrawn.withdrawn_how as denied_how, merge.id as merge_id,
         (now() at time zone 'Asia/Jerusalem')::date as today
    from family_merge merge
    join family_merge_row note
      on note.merge_id = merge.id and note.table_name = 'consent' and not note.waits
    join consent withdrawn
      on withdrawn.id = (note.row_key ->> 'id')::uuid and withdrawn.family_id = merge.survivor_id
     and withdrawn.withdrawn_how is not null
    join consent own
      on own.family_id = merge.survivor_id and own.partner = withdrawn.partner
     and own.purpose = withdrawn.purpose and own.withdrawn_how is null and own.id < merge.id
     and own.during && withdrawn.during
   where merge.undone_at is null
     and coalesce(upper(own.during) > (now() at time zone 'Asia/Jerusalem')::date, true)
   order by own.id, merge.id desc
), noted as (
  insert into family_merge_consent (merge_id, consent_id, during, version)
  select merge_id, denied_id, denied_during, denied_version + 1 from denied
), ended as (
  update consent
     set during = daterange(lower(during), today, '[]'), withdrawn_how = denied_how,
         version = version + 1
    from denied where id = denied_id
  returning consent.*, today
), head as (
  insert into outbox_head as known (topic, aggregate_id, version)
  select 'retzef.family.events', family_id::text, count(*) from ended group by family_id
  on conflict (topic, aggregate_id) do update set version = known.version + excluded.version
  returning aggregate_id, version
)
insert into outbox (topic, aggregate_type, aggregate_id, agg_version, type, payload)
select 'retzef.family.events', 'family', aggregate_id,
       head.version + 1 - row_number() over (partition by family_id order by id desc),
       'org.retzef.consent.changed.v1',
       json_build_object(
         'familyId', family_id, 'consentId', id, 'partner', partner, 'purpose', purpose,
         'status', 'WITHDRAWN', 'from', lower(during), 'until', today)::text
  from ended join head on aggregate_id = family_id::text
 order by id;
