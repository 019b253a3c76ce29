package org.retzef.local.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** The door for mails, on loopback only. */
final class SmtpServer implements AutoCloseable {
  private static final Session PARSING = Session.getInstance(new Properties());

  private final MailStore store;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SMTPServer server;

  SmtpServer(int port, MailStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .executorService(threads)
            .messageHandlerFactory(context -> new Delivery())
            .build();
    server.start();
  }

  @Override
  public void close() {
    server.stop();
    threads.shutdown();
  }

  private final class Delivery implements MessageHandler {
    private String to = "";

    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) throws RejectException {
      if (recipient.startsWith("unknown")) {
        throw new RejectException(550, "5.1.1 No such address");
      }
      if (recipient.startsWith("later")) {
        throw new RejectException(451, "4.3.2 Not now");
      }
      to = recipient;
    }

    @Override
    public @Nullable String data(InputStream data) throws RejectException, IOException {
      try {
        var message = new MimeMessage(PARSING, data);
        store.keep(
            new ReceivedMail(
                Objects.requireNonNullElse(message.getMessageID(), ""),
                to,
                Objects.requireNonNullElse(message.getSubject(), ""),
                text(message),
                clock.instant()));
        return null;
      } catch (MessagingException malformed) {
        throw new RejectException(554, "5.6.0 Not a mail");
      }
    }

    /** What a person reads of it: the first of its parts that is text. */
    private static String text(Part part) throws MessagingException, IOException {
      return switch (part.getContent()) {
        case String words -> words;
        case Multipart parts when parts.getCount() > 0 -> text(parts.getBodyPart(0));
        default -> "";
      };
    }

    @Override
    public void done() {}
  }
}
