package org.retzef.training.feedback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.training.followup.Stage;
import org.retzef.training.session.HeldSessions;
import org.retzef.training.smallcell.CountTable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Counts answers. */
@Repository
class FeedbackCounts {

  private final DatabaseClient database;
  private final HeldSessions sessions;
  private final FeedbackForms forms;

  FeedbackCounts(DatabaseClient database, HeldSessions sessions, FeedbackForms forms) {
    this.database = database;
    this.sessions = sessions;
    this.forms = forms;
  }

  Mono<SessionFeedback> of(Caller caller, UUID sessionId) {
    return sessions
        .mustBeHeldBy(caller, sessionId)
        .thenMany(
            database
                .sql(
                    """
                    select stage, questions::text as questions, answer.unit::text as unit, given.key as question,
                           given.value as value, count(*)::int as people
                      from follow_up
                      join asked_form on asked_form.follow_up_id = follow_up.id
                      join feedback_answer as answer on answer.follow_up_id = follow_up.id
                     cross join jsonb_each_text(answers) as given
                     where session_id = :session
                     group by follow_up.due_at, stage, asked_form.questions, answer.unit, given.key, given.value
                     order by follow_up.due_at, given.key
                    """)
                .bind("session", sessionId)
                .map(
                    row ->
                        new Given(
                            Stage.valueOf(row.get("stage", String.class)),
                            row.get("questions", String.class),
                            row.get("unit", String.class),
                            row.get("question", String.class),
                            row.get("value", String.class),
                            row.get("people", Integer.class)))
                .all())
        .collectList()
        .map(given -> new SessionFeedback(sessionId, counted(given)));
  }

  private List<SessionFeedback.Counted> counted(List<Given> all) {
    Map<Asked, List<CountTable.Count>> tables = new LinkedHashMap<>();
    for (Given given : all) {
      tables
          .computeIfAbsent(new Asked(given.stage(), given.question()), _ -> new ArrayList<>())
          .add(new CountTable.Count(given.unit(), bandOf(given), given.people()));
    }
    return tables.entrySet().stream()
        .map(
            table ->
                new SessionFeedback.Counted(
                    table.getKey().stage(),
                    table.getKey().question(),
                    new CountTable(table.getValue()).shown()))
        .toList();
  }

  private String bandOf(Given given) {
    return forms.read(given.questions()).stream()
        .filter(question -> question.code().equals(given.question()))
        .map(question -> question.kind().bandOf(given.value()))
        .findFirst()
        .orElse(given.value());
  }

  private record Asked(Stage stage, String question) {}

  private record Given(
      Stage stage, String questions, String unit, String question, String value, int people) {}
}
