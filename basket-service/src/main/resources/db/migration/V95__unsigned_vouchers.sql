-- The worklist of whoever signs: few rows of a table that grows for ever.
create index voucher_unsigned on voucher (id) where signature is null and paper_signed_on is null;
