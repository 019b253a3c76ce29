-- What is told of a case's day before its family moved counts where the case was then (decision 0060):
-- whoever has figures folds them anew. An edition that was begun before is begun again.
update report_edition
   set next = coalesce(next, live) + 1, next_has_steps = false
 where report = 'figures' and exists (select from fact);
