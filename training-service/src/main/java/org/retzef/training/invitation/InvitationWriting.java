package org.retzef.training.invitation;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import org.retzef.training.mail.IdentifiedMessage;
import org.retzef.training.mail.MailLanguage;
import org.retzef.training.mail.MailSettings;
import org.springframework.stereotype.Component;

/** Writes invitations: a few words in the trainee's language, and the entry for the calendar. */
@Component
class InvitationWriting {

  private static final ZoneId JERUSALEM = ZoneId.of("Asia/Jerusalem");

  private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Map<MailLanguage, ResourceBundle> texts = new EnumMap<>(MailLanguage.class);
  private final MailSettings settings;

  InvitationWriting(MailSettings settings) {
    this.settings = settings;
    for (MailLanguage language : MailLanguage.values()) {
      texts.put(
          language,
          ResourceBundle.getBundle("messages.invitation", language.locale(), NO_OTHER_LANGUAGE));
    }
  }

  MimeMessage write(Session session, DueInvitation mail, String address) throws MessagingException {
    CalendarEntry entry = mail.entry();
    ResourceBundle text = Objects.requireNonNull(texts.get(mail.language()));
    var message = new IdentifiedMessage(session, settings, mail.id(), address, mail.language());
    message.setSubject(
        MessageFormat.format(text.getString("subject." + entry.status()), entry.course()), "UTF-8");
    MimeBodyPart words = new MimeBodyPart();
    words.setText(
        MessageFormat.format(
            text.getString("text." + entry.status()),
            entry.course(),
            when(entry, mail.language()),
            Objects.requireNonNullElse(entry.place(), "")),
        "UTF-8");
    message.setContent(new MimeMultipart("alternative", words, calendar(entry, address)));
    message.saveChanges();
    return message;
  }

  private static String when(CalendarEntry entry, MailLanguage language) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
        .withLocale(language.locale())
        .format(entry.startsAt().atZone(JERUSALEM));
  }

  private MimeBodyPart calendar(CalendarEntry entry, String address) throws MessagingException {
    String method = entry.status().equals("CANCELLED") ? "CANCEL" : "REQUEST";
    String type = "text/calendar; charset=UTF-8; method=" + method;
    byte[] bytes = entry.sent(method, settings.from(), address).getBytes(StandardCharsets.UTF_8);
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type)));
    return part;
  }
}
