package org.retzef.training.followup;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.text.MessageFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import org.retzef.training.mail.IdentifiedMessage;
import org.retzef.training.mail.MailLanguage;
import org.retzef.training.mail.MailSettings;
import org.retzef.training.secret.Secrets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Writes the mails: plain text, in the trainee's language, with a link and no name. */
@Component
class FollowUpWriting {

  private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Map<MailLanguage, ResourceBundle> texts = new EnumMap<>(MailLanguage.class);
  private final Secrets secrets;
  private final MailSettings settings;
  private final String publicUrl;

  FollowUpWriting(
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
    var message = new IdentifiedMessage(session, settings, mail.id(), address, mail.language());
    message.setSubject(MessageFormat.format(text.getString("subject"), mail.course()), "UTF-8");
    message.setText(
        MessageFormat.format(text.getString("text." + mail.stage()), mail.course(), day, link),
        "UTF-8");
    message.saveChanges();
    return message;
  }
}
