package org.retzef.training.followup;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.retzef.platform.outbox.Outbox;
import org.retzef.training.mail.MailPile;
import org.retzef.training.mail.Outcome;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Follow-ups as they are sent; what is sent is told, counted by department. */
@Component
class FollowUpPile implements MailPile<DueMail> {

  private final DueMails mails;
  private final FollowUpWriting writing;
  private final Outbox outbox;

  FollowUpPile(DueMails mails, FollowUpWriting writing, Outbox outbox) {
    this.mails = mails;
    this.writing = writing;
    this.outbox = outbox;
  }

  @Override
  public Mono<List<DueMail>> takeOn(int atMost) {
    return mails.takeOn(atMost);
  }

  @Override
  public MimeMessage write(Session session, DueMail mail, String address)
      throws MessagingException {
    return writing.write(session, mail, address);
  }

  @Override
  public Mono<Void> note(Map<UUID, Outcome> outcomes) {
    return mails.note(outcomes).flatMap(sent -> outbox.append(newsOf(sent)));
  }

  @Override
  public Mono<Void> giveBack(List<UUID> untried) {
    return mails.giveBack(untried);
  }

  @Override
  public Mono<Void> addressSet(String trainee) {
    return mails.addressSet(trainee);
  }

  @Override
  public Mono<Boolean> cameBack(UUID mail, boolean forGood) {
    return mails.cameBack(mail, forGood);
  }

  private static List<FollowUpEvent.Sent> newsOf(List<DueMails.Sent> sent) {
    Map<FollowUp, List<FollowUpEvent.Mails>> departments = new LinkedHashMap<>();
    for (DueMails.Sent one : sent) {
      departments
          .computeIfAbsent(new FollowUp(one.sessionId(), one.stage()), _ -> new ArrayList<>())
          .add(new FollowUpEvent.Mails(one.unit(), one.mails()));
    }
    return departments.entrySet().stream()
        .map(
            one ->
                new FollowUpEvent.Sent(
                    one.getKey().session(), one.getKey().stage(), one.getValue()))
        .toList();
  }

  private record FollowUp(UUID session, Stage stage) {}
}
