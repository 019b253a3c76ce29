package org.retzef.training.followup;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.text.MessageFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Writes the mails: plain text, in the trainee's language, with a link and no name. */
@Component
class MailWriting {

  private static final Pattern MESSAGE_ID =
      Pattern.compile("<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^>]*>?");

  private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Map<MailLanguage, ResourceBundle> texts = new EnumMap<>(MailLanguage.class);
  private final Secrets secrets;
  private final MailSettings settings;
  private final String publicUrl;

  MailWriting(
      Secrets secrets, MailSettings settings, @Value("${retzef.public-url}") String publicUrl) {
    this.secrets = secrets;
    this.settings = settings;
    this.publicUrl = publicUrl;
    for (MailLanguage language : MailLanguage.values()) {
      texts.put(
          language,
          ResourceBundle.getBundle("messages.followup", language.locale(), NO_OTHER_LANGUAGE));
    }
  }

  /** Written twice, a mail has the same link and the same Message-ID: a repetition can be told. */
  MimeMessage write(Session session, DueMail mail, String address) throws MessagingException {
    ResourceBundle text = Objects.requireNonNull(texts.get(mail.language()));
    String link = publicUrl + "/f/" + secrets.tokenOf(mail.id()).text();
    String day =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(mail.language().locale())
            .format(mail.heldOn());
    var message = new IdentifiedMessage(session, messageId(mail.id()));
    message.setFrom(settings.from());
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(address));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("Content-Language", mail.language().code());
    message.setSubject(MessageFormat.format(text.getString("subject"), mail.course()), "UTF-8");
    message.setText(
        MessageFormat.format(text.getString("text." + mail.stage()), mail.course(), day, link),
        "UTF-8");
    message.saveChanges();
    return message;
  }

  private String messageId(UUID mailId) {
    return "<%s@%s>".formatted(mailId, settings.from().replaceFirst(".*@", ""));
  }

  /** The mail that a server names when it could not deliver it. */
  static UUID mailOf(String messageId) {
    Matcher id = MESSAGE_ID.matcher(messageId);
    if (!id.matches()) {
      throw new MailNotFound();
    }
    return UUID.fromString(id.group(1));
  }

  /** Jakarta Mail draws an id of its own each time, unless a message has one. */
  private static final class IdentifiedMessage extends MimeMessage {

    private final String id;

    IdentifiedMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
