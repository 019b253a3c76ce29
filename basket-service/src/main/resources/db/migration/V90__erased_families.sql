-- What was decided stays as it was; only the words about a family that is erased may be blanked.
drop trigger decision_stays on decision;
drop trigger vote_stays on vote;
drop trigger request_step_stays on request_step;
create trigger decision_stays before delete or truncate on decision
  for each statement execute function refuse_change();
create trigger vote_stays before delete or truncate on vote
  for each statement execute function refuse_change();
create trigger request_step_stays before delete or truncate on request_step
  for each statement execute function refuse_change();
create trigger decision_keeps_its_words before update on decision
  for each statement when (current_setting('retzef.erasing', true) is distinct from 'words')
  execute function refuse_change();
create trigger vote_keeps_its_words before update on vote
  for each statement when (current_setting('retzef.erasing', true) is distinct from 'words')
  execute function refuse_change();
create trigger request_step_keeps_its_words before update on request_step
  for each statement when (current_setting('retzef.erasing', true) is distinct from 'words')
  execute function refuse_change();
