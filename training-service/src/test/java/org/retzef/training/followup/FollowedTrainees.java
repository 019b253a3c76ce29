package org.retzef.training.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.retzef.training.Calls;
import org.retzef.training.TestMailServer;
import org.retzef.training.session.TestSessions;
import org.retzef.training.session.TestSessions.Held;
import org.retzef.training.session.TestSessions.Trainee;

/** Trainees who are written to after their sessions, and the mails that reach them. */
final class FollowedTrainees {

  static final String HOST = "IL.SOUTH.A2630.D1";
  static final String GUEST = "IL.SOUTH.A2630.D2";

  private static final AtomicInteger NAMES = new AtomicInteger();

  private final Calls calls;
  private final TestSessions sessions;
  private final Map<Trainee, String> languages = new HashMap<>();

  FollowedTrainees(Calls calls, TestSessions sessions) {
    this.calls = calls;
    this.sessions = sessions;
  }

  /** Who gets an address, for mails in this language, once a session of theirs has begun. */
  Trainee trainee(String unit, String language) {
    var trainee = new Trainee("follow-" + NAMES.incrementAndGet(), unit, "family-social-worker");
    languages.put(trainee, language);
    return trainee;
  }

  static Trainee withoutAddress() {
    return new Trainee("no-mail-" + NAMES.incrementAndGet(), HOST, "team-lead");
  }

  /** Addresses are set once the session has begun, so that these mails are all follow-ups. */
  Held begun(int daysAgo, List<Trainee> trainees) {
    Held session = sessions.begun(daysAgo, HOST, trainees);
    trainees.stream()
        .filter(languages::containsKey)
        .forEach(trainee -> setAddress(trainee, languages.get(trainee)));
    return session;
  }

  void setAddress(Trainee trainee, String language) {
    calls.post(
        trainee.token(),
        addressUri(trainee),
        "{\"mail\": \"%s\", \"language\": \"%s\"}".formatted(addressOf(trainee), language),
        201);
  }

  static String addressUri(Trainee trainee) {
    return "/api/v1/trainees/" + trainee.name() + "/mail-address";
  }

  static String addressOf(Trainee trainee) {
    return trainee.name() + "@department.test";
  }

  static List<TestMailServer.Mail> mails(Trainee trainee) {
    return TestMailServer.running().mailsTo(addressOf(trainee));
  }

  static void awaitMails(Trainee trainee, int number) {
    await().untilAsserted(() -> assertThat(mails(trainee)).hasSize(number));
  }

  static String textOf(TestMailServer.Mail mail) {
    try {
      return (String) read(mail).getContent();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static MimeMessage read(TestMailServer.Mail mail) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(mail.raw().getBytes(StandardCharsets.UTF_8)));
  }
}
