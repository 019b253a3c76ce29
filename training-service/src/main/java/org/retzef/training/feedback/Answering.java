package org.retzef.training.feedback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.training.followup.FollowUpEvent;
import org.retzef.training.followup.FollowUpLink;
import org.retzef.training.followup.FollowUpLinks;
import org.retzef.training.secret.Token;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Takes an answer: once, in time, and without keeping whose it is. */
@Service
class Answering {

  private final FollowUpLinks links;
  private final FeedbackForms forms;
  private final DatabaseClient database;
  private final JsonMapper json;
  private final Outbox outbox;

  Answering(
      FollowUpLinks links,
      FeedbackForms forms,
      DatabaseClient database,
      JsonMapper json,
      Outbox outbox) {
    this.links = links;
    this.forms = forms;
    this.database = database;
    this.json = json;
    this.outbox = outbox;
  }

  /** Fails with {@link FeedbackClosed}, {@link FeedbackGiven}, or all that is wrong with it. */
  Mono<Void> take(Token token, FeedbackRequest request) {
    return links
        .find(token)
        .flatMap(
            link -> {
              Map<String, String> answers = read(forms.read(link.questions()), request.answers());
              return links
                  .markAnswered(link)
                  .flatMap(
                      marked ->
                          marked
                              ? keep(link, answers)
                              : Mono.error(
                                  link.answered() || !link.closed()
                                      ? new FeedbackGiven()
                                      : new FeedbackClosed()));
            });
  }

  private static Map<String, String> read(
      List<Question> asked, List<FeedbackRequest.Answer> given) {
    Map<String, Question> byCode =
        asked.stream().collect(Collectors.toMap(Question::code, Function.identity()));
    Map<String, String> answers = new LinkedHashMap<>();
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      FeedbackRequest.Answer answer = given.get(i);
      Question question = byCode.get(answer.question());
      if (question == null || answers.containsKey(answer.question())) {
        faults.add(Fault.of("answers[" + i + "].question", "question-not-asked"));
      } else if (!question.kind().takes(answer.value())) {
        faults.add(Fault.of("answers[" + i + "].value", "answer-invalid"));
      } else {
        answers.put(answer.question(), answer.value());
      }
    }
    InvalidInput.ifAny(faults);
    return answers;
  }

  /** The row has a new id: nothing leads from it to the mail, and so to the trainee. */
  private Mono<Void> keep(FollowUpLink link, Map<String, String> answers) {
    return database
        .sql(
            """
            insert into feedback_answer (id, follow_up_id, unit, answers)
            values (:id, :followUp, :unit::ltree, :answers::jsonb)
            """)
        .bind("id", Ids.next())
        .bind("followUp", link.followUpId())
        .bind("unit", link.unit().path())
        .bind("answers", json.writeValueAsString(answers))
        .then()
        .then(
            outbox.append(
                new FollowUpEvent.Answered(
                    link.sessionId(), link.stage(), link.unit(), link.formVersion())));
  }
}
