package org.retzef.training.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.StreamProvider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.retzef.training.secret.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands mails to the mail server, a batch over one connection. Blocks. */
@Component
public class MailServer {

  private static final Logger log = LoggerFactory.getLogger(MailServer.class);

  /** A batch is left alone long before another copy may take it on. */
  private static final Duration PATIENCE = MailPile.LEASE.dividedBy(3);

  private static final int FOR_GOOD = 500;

  static {
    // else each encoded header searches all jars for it: github.com/jakartaee/mail-api/issues/861
    System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
  }

  private final Session session;
  private final Secrets secrets;
  private final MailSettings settings;

  MailServer(Secrets secrets, MailSettings settings) {
    this.secrets = secrets;
    this.settings = settings;
    this.session = Session.getInstance(properties(settings));
  }

  private static Properties properties(MailSettings settings) {
    String perStep = Long.toString(Duration.ofSeconds(10).toMillis());
    var properties = new Properties();
    properties.setProperty("mail.smtp.localhost", "retzef");
    properties.setProperty("mail.smtp.connectiontimeout", perStep);
    properties.setProperty("mail.smtp.timeout", perStep);
    properties.setProperty("mail.smtp.writetimeout", perStep);
    properties.setProperty("mail.smtp.from", settings.from());
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.starttls()));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.starttls()));
    properties.setProperty("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    return properties;
  }

  /**
   * What became of each; one that is missing was not tried. Who loses the connection between a
   * mail's end and the server's word about it does not know: such a mail is tried again.
   */
  public <L extends Letter> Map<UUID, Outcome> send(List<L> mails, MailPile<L> pile) {
    long begin = System.nanoTime();
    var outcomes = new LinkedHashMap<UUID, Outcome>();
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(
          settings.host(),
          settings.port(),
          settings.user().isEmpty() ? null : settings.user(),
          settings.password());
      for (L mail : mails) {
        Outcome outcome = send(transport, mail, pile);
        outcomes.put(mail.id(), outcome);
        boolean late = System.nanoTime() - begin > PATIENCE.toNanos();
        if (late || (outcome == Outcome.TRY_AGAIN && !transport.isConnected())) {
          break;
        }
      }
    } catch (MessagingException away) {
      log.warn("The mail server does not answer: {}", away.getClass().getSimpleName());
    }
    return outcomes;
  }

  private <L extends Letter> Outcome send(Transport transport, L mail, MailPile<L> pile) {
    Outcome settled = mail.settled();
    if (settled != null) {
      return settled;
    }
    byte[] sealed = mail.sealed();
    if (sealed == null) {
      return Outcome.ADDRESS_MISSING;
    }
    try {
      MimeMessage message = pile.write(session, mail, secrets.open(mail.trainee(), sealed));
      transport.sendMessage(message, message.getAllRecipients());
      return Outcome.SENT;
    } catch (MessagingException failure) {
      // not the failure itself: it names the address
      log.warn("Mail {} was not taken: {}", mail.id(), failure.getClass().getSimpleName());
      return isForGood(failure) ? Outcome.ADDRESS_REFUSED : Outcome.TRY_AGAIN;
    }
  }

  /** Only what the server says of the recipient or of the mail; not of us. */
  private static boolean isForGood(Throwable failure) {
    Throwable next = failure;
    while (next != null) {
      if (next instanceof SMTPAddressFailedException address) {
        return address.getReturnCode() >= FOR_GOOD;
      }
      if (next instanceof SMTPSendFailedException send && send.getReturnCode() >= FOR_GOOD) {
        return true;
      }
      next =
          next instanceof MessagingException message ? message.getNextException() : next.getCause();
    }
    return false;
  }
}
