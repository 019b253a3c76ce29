package org.retzef.training.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The mails of one feature, as rows that wait until they are due. */
public interface MailPile<L extends Letter> {

  /** So long a batch belongs to the copy that took it on, and to no other. */
  Duration LEASE = Duration.ofMinutes(2);

  Mono<List<L>> takeOn(int atMost);

  /** Written twice, a mail is the same: a repetition can be told. */
  MimeMessage write(Session session, L letter, String address) throws MessagingException;

  /** Notes what became of mails, and tells it. */
  Mono<Void> note(Map<UUID, Outcome> outcomes);

  /** Gives back what was taken on and not tried: the server was away, or too slow. */
  Mono<Void> giveBack(List<UUID> untried);

  /** What was stuck for want of a good address is due again. */
  Mono<Void> addressSet(String trainee);

  /** A server says later that it could not deliver a mail; false where it is of another pile. */
  Mono<Boolean> cameBack(UUID mail, boolean forGood);
}
