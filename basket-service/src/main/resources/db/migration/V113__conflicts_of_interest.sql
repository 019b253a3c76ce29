-- Workers' ties to families, as family-service tells them: they do not decide on those families.
create table conflict_of_interest (
  id           uuid    primary key,
  declared_for uuid    not null,
  family_id    uuid    not null,
  worker       text    not null check (worker ~ '^[0-9a-f]{64}$'),
  ended        boolean not null
);
create index conflict_of_interest_holds on conflict_of_interest (family_id, worker) where not ended;
create index conflict_of_interest_declared_for on conflict_of_interest (declared_for);
comment on column conflict_of_interest.family_id is 'Differs from declared_for while that family is merged into another';
comment on column conflict_of_interest.worker is 'SHA-256 of the subject of the worker''s token, in hex';

create function refuse_conflict_of_interest() returns void language plpgsql as $$
begin
  raise exception 'nobody decides on a family that they belong to'
    using errcode = 'check_violation', constraint = 'no_conflict_of_interest';
end $$;

-- Of decisions, votes and what is decided on appeals.
create function refuse_interest_in_request() returns trigger language plpgsql as $$
begin
  if exists (select from basket_request
               join basket on basket.id = basket_id
               join conflict_of_interest conflict on conflict.family_id = basket.family_id
              where basket_request.id = new.request_id and not ended
                and worker = encode(sha256(convert_to(new.decided_by, 'UTF8')), 'hex')) then
    perform refuse_conflict_of_interest();
  end if;
  return new;
end $$;
create trigger decision_is_without_interest before insert on decision
  for each row execute function refuse_interest_in_request();
create trigger vote_is_without_interest before insert on vote
  for each row execute function refuse_interest_in_request();
create trigger appeal_is_decided_without_interest before update of decided_by on appeal
  for each row execute function refuse_interest_in_request();

-- Of both who say what came in a family's place.
create function refuse_interest_in_receipt() returns trigger language plpgsql as $$
begin
  if exists (select from receipt
               join conflict_of_interest conflict on conflict.family_id = receipt.family_id
              where receipt.id = new.receipt_id and not ended
                and worker = encode(sha256(convert_to(
                               coalesce(new.answered_by, new.proposed_by), 'UTF8')), 'hex')) then
    perform refuse_conflict_of_interest();
  end if;
  return new;
end $$;
create trigger override_is_without_interest before insert or update on receipt_override
  for each row execute function refuse_interest_in_receipt();
