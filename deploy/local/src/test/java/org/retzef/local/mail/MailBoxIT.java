package org.retzef.local.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.retzef.local.FreePort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MailBoxIT {

  private final JsonMapper json = new JsonMapper();
  private final int smtpPort = FreePort.find();
  private final int webPort = FreePort.find();
  @TempDir private Path home;
  private SmtpServer smtp;
  private MailPages pages;

  @BeforeEach
  void start() throws IOException {
    var store = new MailStore(home.resolve("mails.jsonl"), json);
    smtp = new SmtpServer(smtpPort, store, Clock.systemUTC());
    pages = new MailPages(webPort, store, json);
  }

  @AfterEach
  void stop() {
    smtp.close();
    pages.close();
  }

  @Test
  void showsAMailThatItTookAlsoAfterARestart() throws Exception {
    send("rina@department.test", "אחרי המפגש", "<b>קישור</b>: http://localhost:8080/f/abc");
    stop();
    start();
    JsonNode mails = json.readTree(get("/mails?to=rina%40department.test", "localhost"));
    assertThat(mails).hasSize(1);
    assertThat(mails.get(0).get("subject").asString()).isEqualTo("אחרי המפגש");
    assertThat(json.readTree(get("/mails?to=nobody", "localhost"))).isEmpty();
    assertThat(get("/", "localhost"))
        .contains("href=\"http://localhost:8080/f/abc\"", "&lt;b&gt;")
        .doesNotContain("<b>");
  }

  @Test
  void showsTheWordsOfAnInvitationWithACalendarEntry() throws Exception {
    var words = new MimeBodyPart();
    words.setText("המפגש אושר", "UTF-8");
    var entry = new MimeBodyPart();
    entry.setContent("BEGIN:VCALENDAR", "text/calendar");
    MimeMessage message = message("rina@department.test", "הזמנה");
    message.setContent(new MimeMultipart("alternative", words, entry));
    Transport.send(message);
    assertThat(get("/", "localhost")).contains("המפגש אושר").doesNotContain("MimeMultipart");
  }

  @Test
  void refusesWhoIsUnknownForGoodAndWhoComesLaterForNow() {
    assertThatThrownBy(() -> send("unknown@department.test", "x", "y"))
        .isInstanceOf(SendFailedException.class)
        .hasStackTraceContaining("550");
    assertThatThrownBy(() -> send("later@department.test", "x", "y"))
        .isInstanceOf(SendFailedException.class)
        .hasStackTraceContaining("451");
  }

  private void send(String to, String subject, String text) throws Exception {
    MimeMessage message = message(to, subject);
    message.setText(text, "UTF-8");
    Transport.send(message);
  }

  private MimeMessage message(String to, String subject) throws Exception {
    var properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", Integer.toString(smtpPort));
    var message = new MimeMessage(Session.getInstance(properties));
    message.setFrom("training@retzef.invalid");
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject, "UTF-8");
    return message;
  }

  private String get(String path, String host) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://%s:%d%s".formatted(host, webPort, path)))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }
}
