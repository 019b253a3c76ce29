package org.retzef.training.followup;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.training.mail.Letter;
import org.retzef.training.mail.MailLanguage;
import org.retzef.training.mail.Outcome;

/**
 * A mail that this copy of the service has taken on, until the lease is over.
 *
 * @param sealed the trainee's address; null where none is known
 * @param course its name in the mail's language, else in Hebrew
 * @param heldOn the session's day, in Jerusalem
 */
record DueMail(
    UUID id,
    Stage stage,
    String trainee,
    byte @Nullable [] sealed,
    MailLanguage language,
    String course,
    LocalDate heldOn,
    boolean closed)
    implements Letter {

  @Override
  public @Nullable Outcome settled() {
    return closed ? Outcome.FORM_CLOSED : null;
  }

  @Override
  public String toString() {
    return "DueMail " + id;
  }
}
