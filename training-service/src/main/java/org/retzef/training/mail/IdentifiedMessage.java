package org.retzef.training.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail whose Message-ID is its row's. Jakarta Mail draws an id of its own each time, unless a
 * message has one.
 */
public final class IdentifiedMessage extends MimeMessage {

  private static final Pattern MESSAGE_ID =
      Pattern.compile("<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^>]*>?");

  private final String id;

  public IdentifiedMessage(
      Session session, MailSettings settings, UUID mail, String to, MailLanguage language)
      throws MessagingException {
    super(session);
    id = "<%s@%s>".formatted(mail, settings.from().replaceFirst(".*@", ""));
    setFrom(settings.from());
    setRecipient(RecipientType.TO, new InternetAddress(to));
    setHeader("Auto-Submitted", "auto-generated");
    setHeader("Content-Language", language.code());
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }

  /** The mail that a server names when it could not deliver it. */
  static UUID mailOf(String messageId) {
    Matcher id = MESSAGE_ID.matcher(messageId);
    if (!id.matches()) {
      throw new MailNotFound();
    }
    return UUID.fromString(id.group(1));
  }
}
