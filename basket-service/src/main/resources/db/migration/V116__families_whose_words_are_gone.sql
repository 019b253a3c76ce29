-- Whose words were blanked. A voucher's content may be empty for these alone; any other that is empty
-- was changed.
create table erased_family (
  family_id uuid        primary key,
  erased_at timestamptz not null default now()
);
comment on table erased_family is
  'Families that were erased, and those that they had taken in: whoever a basket was opened for';
insert into erased_family (family_id)
select distinct opened_for
  from voucher
  join basket_request request on request.id = request_id
  join basket on basket.id = basket_id
 where content = ''
   and not exists (select from request_item
                    where request_item.request_id = request.id and description <> '');
create trigger erased_family_stays before update or delete or truncate on erased_family
  for each statement execute function refuse_change();
