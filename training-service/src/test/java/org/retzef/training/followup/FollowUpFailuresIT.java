package org.retzef.training.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.retzef.training.followup.FollowedTrainees.HOST;
import static org.retzef.training.followup.FollowedTrainees.addressOf;
import static org.retzef.training.followup.FollowedTrainees.awaitMails;
import static org.retzef.training.followup.FollowedTrainees.mails;
import static org.retzef.training.followup.FollowedTrainees.textOf;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.training.Calls;
import org.retzef.training.TestMailServer;
import org.retzef.training.mail.MailSender;
import org.retzef.training.mail.MailSending;
import org.retzef.training.mail.MailServer;
import org.retzef.training.mail.Outcome;
import org.retzef.training.session.TestSessions;
import org.retzef.training.session.TestSessions.Held;
import org.retzef.training.session.TestSessions.Trainee;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Mails that are refused, come back, or meet a server that cannot take them. */
@RetzefIT
class FollowUpFailuresIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private MailSender sender;
  @Autowired private MailSending sending;
  @Autowired private FollowUpPile pile;
  @Autowired private MailServer mailServer;

  private final TestMailServer server = TestMailServer.running();
  private Calls calls;
  private TestSessions sessions;
  private FollowedTrainees trainees;

  @BeforeEach
  void begin() {
    calls = new Calls(http);
    sessions = new TestSessions(http, database);
    trainees = new FollowedTrainees(calls, sessions);
  }

  @Test
  void putsRefusedAndMissingAddressesOnTheWorklistUntilTheTraineeMendsThem() {
    Trainee refused = trainees.trainee(HOST, "en");
    Trainee missing = FollowedTrainees.withoutAddress();
    server.refuse(addressOf(refused), 550, 1);
    Held session = trainees.begun(4, List.of(refused, missing));
    sessions.attended(session, session.seats());
    await()
        .untilAsserted(
            () ->
                assertThat(failures(Calls.TRAINING, session))
                    .containsExactlyInAnyOrder("address-refused", "address-missing"));
    assertThat(failures(Calls.STRANGER, session)).isEmpty();
    trainees.setAddress(refused, "en");
    trainees.setAddress(missing, "he");
    awaitMails(refused, 1);
    awaitMails(missing, 1);
    assertThat(failures(Calls.TRAINING, session)).isEmpty();
  }

  @Test
  void putsAMailOnTheWorklistThatComesBackLater() {
    Trainee trainee = trainees.trainee(HOST, "en");
    Held session = trainees.begun(4, List.of(trainee));
    sessions.attended(session, session.seats());
    awaitMails(trainee, 1);
    String messageId = mails(trainee).getFirst().header("Message-ID");
    await().until(() -> stateOf(session).equals("SENT"));
    returned(messageId, "4.4.1", 204);
    assertThat(failures(Calls.TRAINING, session)).isEmpty();
    returned(messageId, "5.1.1", 204);
    assertThat(failures(Calls.TRAINING, session)).containsExactly("address-refused");
    returned("<" + UUID.randomUUID() + "@retzef.invalid>", "5.1.1", 404);
    returned("somebody else's", "5.1.1", 404);
    returned(messageId, "everything is fine", 400);
  }

  @Test
  void triesAgainLaterWhatTheServerCannotTakeNow() {
    Trainee trainee = trainees.trainee(HOST, "en");
    server.refuse(addressOf(trainee), 451, 1);
    Held session = trainees.begun(4, List.of(trainee));
    sessions.attended(session, session.seats());
    await().until(() -> secondsUntilNextTry(session) > 40 && attempts(session) == 1);
    assertThat(mails(trainee)).isEmpty();
    leaseEnds(session);
    awaitMails(trainee, 1);
  }

  @Test
  void waitsForAServerThatIsAwayWithoutCountingItAgainstTheMail() {
    Trainee trainee = trainees.trainee(HOST, "en");
    Held session = trainees.begun(4, List.of(trainee));
    server.stop();
    try {
      sessions.attended(session, session.seats());
      await().until(() -> secondsUntilNextTry(session) > 5 && attempts(session) == 0);
    } finally {
      server.startAgain();
    }
    leaseEnds(session);
    awaitMails(trainee, 1);
  }

  @Test
  void sendsTheVerySameMailAgainIfItDiedBetweenTheServersWordAndTheNote() {
    Trainee trainee = trainees.trainee(HOST, "en");
    Held session = trainees.begun(4, List.of(trainee));
    sender.stop();
    try {
      sessions.attended(session, session.seats());
      List<DueMail> taken = pile.takeOn(50).block();
      assertThat(mailServer.send(taken, pile)).containsValue(Outcome.SENT); // and here it dies
      sending.sendBatch(pile);
      assertThat(mails(trainee)).as("the lease keeps others away").hasSize(1);
    } finally {
      sender.start();
    }
    leaseEnds(session);
    awaitMails(trainee, 2);
    assertThat(mails(trainee).stream().map(mail -> mail.header("Message-ID")).distinct())
        .hasSize(1);
    assertThat(mails(trainee).stream().map(FollowUpFailuresIT::linkIn).distinct()).hasSize(1);
  }

  private static String linkIn(TestMailServer.Mail mail) {
    return textOf(mail).lines().filter(line -> line.contains("/f/")).findFirst().orElseThrow();
  }

  private List<String> failures(String token, Held session) {
    List<String> failures = new ArrayList<>();
    for (JsonNode mail : calls.get(token, "/api/v1/follow-ups/stuck?limit=200").get("items")) {
      if (mail.get("sessionId").asString().equals(session.id().toString())) {
        failures.add(mail.get("failure").asString());
      }
    }
    return failures;
  }

  private void returned(String messageId, String status, int expected) {
    calls.post(
        Calls.TRAINING,
        "/api/v1/follow-ups/bounces",
        "{\"messageId\": \"%s\", \"status\": \"%s\"}".formatted(messageId, status),
        expected);
  }

  /** Of the first follow-up's only mail. */
  private <T> T firstMail(Held session, String what, Class<T> type) {
    return database
        .sql(
            "select "
                + what
                + """
                 as value from follow_up_mail as mail join follow_up on follow_up.id = follow_up_id
                 where session_id = :id and stage = 'FIRST'
                """)
        .bind("id", session.id())
        .map(row -> row.get("value", type))
        .one()
        .block();
  }

  private String stateOf(Held session) {
    return firstMail(session, "state", String.class);
  }

  private int attempts(Held session) {
    return firstMail(session, "attempts", Integer.class);
  }

  private int secondsUntilNextTry(Held session) {
    return firstMail(session, "extract(epoch from next_try_at - now())::int", Integer.class);
  }

  private void leaseEnds(Held session) {
    database
        .sql(
            """
            update follow_up_mail set next_try_at = least(next_try_at, now())
             where follow_up_id in (
               select id from follow_up where session_id = :id and stage = 'FIRST')
            """)
        .bind("id", session.id())
        .then()
        .block();
  }
}
