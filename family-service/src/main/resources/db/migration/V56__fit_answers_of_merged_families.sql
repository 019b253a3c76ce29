-- Answers are sealed for their own row: a merger gives the row to another family.
alter table fit_answers add column id uuid;
update fit_answers set id = family_id;
alter table fit_answers alter column id set not null;
