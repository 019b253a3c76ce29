package org.retzef.training.followup;

import java.time.Instant;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.training.mail.MailLanguage;

/**
 * Where a mail's link leads.
 *
 * @param unit the trainee's department
 * @param questions the form's, as JSON
 * @param closed whether the form is closed by the database's clock
 */
public record FollowUpLink(
    UUID mailId,
    UUID followUpId,
    UUID sessionId,
    UUID courseId,
    Stage stage,
    UnitPath unit,
    MailLanguage language,
    int formVersion,
    String questions,
    Instant closesAt,
    boolean closed,
    boolean answered,
    boolean hasDeck) {}
