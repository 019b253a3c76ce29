-- Requests on closed baskets that are to be withdrawn some day are found without reading all requests.
create index basket_request_undecided on basket_request (basket_id)
  where status in ('DRAFT', 'SUBMITTED', 'IN_APPROVAL', 'APPROVED');
create index basket_closed on basket (closes_on) where state = 'CLOSED';
