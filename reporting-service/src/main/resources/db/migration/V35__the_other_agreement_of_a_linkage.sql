alter table shared_extract add column joined_with text;
comment on column shared_extract.joined_with is
  'The other agreement of a linkage; ? of one that was made before this was kept: nobody can ask whether it holds, and the rows are read no more';

alter table shared_extract disable trigger shared_extract_stays;
update shared_extract set joined_with = '?'
 where recipient = 'COMMITTEE' and starts_with(convert_from(content, 'UTF8'), 'link,one.');
alter table shared_extract enable trigger shared_extract_stays;
