-- Changes of baskets' ceilings count where the basket opened now (decision 0081): whoever has figures
-- folds them anew. An edition that was begun before is begun again.
update report_edition
   set next = coalesce(next, live) + 1, next_has_steps = false
 where report = 'figures' and exists (select from fact);
