package org.retzef.training.invitation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.training.mail.Letter;
import org.retzef.training.mail.MailLanguage;
import org.retzef.training.mail.Outcome;

/**
 * An invitation that this copy of the service has taken on.
 *
 * @param begun whether the session has begun: nobody is invited any more
 */
record DueInvitation(
    UUID id,
    String trainee,
    byte @Nullable [] sealed,
    MailLanguage language,
    boolean begun,
    CalendarEntry entry)
    implements Letter {

  @Override
  public @Nullable Outcome settled() {
    return begun ? Outcome.SESSION_BEGUN : null;
  }

  @Override
  public String toString() {
    return "DueInvitation " + id;
  }
}
