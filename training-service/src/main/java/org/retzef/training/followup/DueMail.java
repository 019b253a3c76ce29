package org.retzef.training.followup;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
    boolean closed) {

  @Override
  public String toString() {
    return "DueMail " + id;
  }
}
