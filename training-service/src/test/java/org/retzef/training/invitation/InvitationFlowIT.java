package org.retzef.training.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.training.Calls;
import org.retzef.training.TestMailServer;
import org.retzef.training.session.TestSessions;
import org.retzef.training.session.TestSessions.Trainee;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class InvitationFlowIT {

  private static final String HOST = "IL.SOUTH.A2630.D1";
  private static final AtomicInteger NAMES = new AtomicInteger();

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private InvitationPlanning planning;

  private final TestMailServer server = TestMailServer.running();
  private Calls calls;
  private String session;

  @BeforeEach
  void planASession() {
    calls = new Calls(http);
    var sessions = new TestSessions(http, database);
    session = "/api/v1/sessions/" + sessions.planned(sessions.course("IL"), HOST, "REMOTE");
  }

  @Test
  void invitesConfirmsAndTakesBackOnceEachWithARisingSequence() throws Exception {
    Trainee trainee = trainee("en");
    register(trainee);
    awaitMails(trainee, 1);
    confirm();
    awaitMails(trainee, 2);
    planning.planFor(id()).block();
    change("/cancellation", 3, "{\"reason\": \"INSTRUCTOR_ABSENT\"}");
    awaitMails(trainee, 3);
    planning.planFor(id()).block();
    List<Calendar> entries = entries(trainee);
    assertThat(entries)
        .extracting(entry -> text(entry, "METHOD"))
        .containsExactly("REQUEST", "REQUEST", "CANCEL");
    assertThat(entries)
        .extracting(entry -> ofEvent(entry, "STATUS"))
        .containsExactly("TENTATIVE", "CONFIRMED", "CANCELLED");
    assertThat(entries)
        .extracting(entry -> Integer.parseInt(ofEvent(entry, "SEQUENCE")))
        .containsExactly(1, 3, 4);
    assertThat(entries).extracting(entry -> ofEvent(entry, "UID")).containsOnly(id().toString());
    assertThat(entries.getFirst().toString())
        .contains("ORGANIZER:mailto:", "ATTENDEE:mailto:" + addressOf(trainee));
    assertThat(message(mails(trainee).getFirst()).getSubject()).isEqualTo("Invitation: Rights");
    assertThat(mails(trainee))
        .extracting(mail -> mail.header("Message-ID"))
        .doesNotHaveDuplicates();
    assertThat(mails(trainee).toString()).doesNotContain(trainee.name() + "\"");
    await().until(() -> due() == 0);
    assertThat(mails(trainee)).hasSize(3);
  }

  @Test
  void takesTheEntryBackFromWhoGivesTheSeatBackAndInvitesWhoComesAgain() throws Exception {
    Trainee trainee = trainee("he");
    String seat = register(trainee);
    awaitMails(trainee, 1);
    calls
        .send(trainee.token(), HttpMethod.DELETE, session + "/registrations/" + seat, null)
        .expectStatus()
        .isNoContent();
    awaitMails(trainee, 2);
    register(trainee);
    awaitMails(trainee, 3);
    assertThat(entries(trainee))
        .extracting(entry -> text(entry, "METHOD") + " " + ofEvent(entry, "SEQUENCE"))
        .containsExactly("REQUEST 1", "CANCEL 2", "REQUEST 3");
  }

  @Test
  void invitesWhoWaitsOnlyWhenThereIsASeat() {
    shrinkTo(1);
    Trainee first = trainee("ar");
    Trainee second = trainee("ar");
    String seat = register(first);
    register(second);
    awaitMails(first, 1);
    assertThat(rowsOf(second)).isZero();
    calls
        .send(first.token(), HttpMethod.DELETE, session + "/registrations/" + seat, null)
        .expectStatus()
        .isNoContent();
    awaitMails(second, 1);
  }

  @Test
  void showsWhomNoInvitationReachedUntilTheAddressIsMended() {
    var missing = new Trainee("invited-" + NAMES.incrementAndGet(), HOST, "team-lead");
    Trainee refused = trainee("en");
    server.refuse(addressOf(refused), 550, 1);
    register(missing);
    register(refused);
    await()
        .untilAsserted(
            () -> assertThat(failures()).containsExactly("address-missing", "address-refused"));
    setAddress(missing, "he");
    setAddress(refused, "en");
    awaitMails(missing, 1);
    awaitMails(refused, 1);
    await().untilAsserted(() -> assertThat(failures()).isEmpty());
    calls.post(
        Calls.TRAINING,
        "/api/v1/follow-ups/bounces",
        "{\"messageId\": \"%s\", \"status\": \"5.1.1\"}"
            .formatted(mails(missing).getFirst().header("Message-ID")),
        204);
    assertThat(failures()).containsExactly("address-refused");
  }

  private UUID id() {
    return UUID.fromString(session.substring(session.lastIndexOf('/') + 1));
  }

  private Trainee trainee(String language) {
    var trainee = new Trainee("invited-" + NAMES.incrementAndGet(), HOST, "team-lead");
    setAddress(trainee, language);
    return trainee;
  }

  private void setAddress(Trainee trainee, String language) {
    calls.post(
        trainee.token(),
        "/api/v1/trainees/" + trainee.name() + "/mail-address",
        "{\"mail\": \"%s\", \"language\": \"%s\"}".formatted(addressOf(trainee), language),
        201);
  }

  private static String addressOf(Trainee trainee) {
    return trainee.name() + "@invited.test";
  }

  private String register(Trainee trainee) {
    return calls
        .post(trainee.token(), session + "/registrations", "{\"waitIfFull\": true}", 201)
        .get("id")
        .asString();
  }

  private void confirm() {
    change("/infrastructure-check", 1, "{\"computers\": 0, \"internet\": true}");
    change("/confirmation", 2, null);
  }

  private void change(String what, long seen, String body) {
    calls.put(Calls.TRAINING, session + what, seen, body, 200);
  }

  private void shrinkTo(int seats) {
    database
        .sql("update session set capacity = :seats where id = :id")
        .bind("seats", seats)
        .bind("id", id())
        .then()
        .block();
  }

  private List<TestMailServer.Mail> mails(Trainee trainee) {
    return server.mailsTo(addressOf(trainee));
  }

  private void awaitMails(Trainee trainee, int number) {
    await().untilAsserted(() -> assertThat(mails(trainee)).hasSize(number));
  }

  private List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (JsonNode one : calls.get(Calls.TRAINING, session + "/registrations").get("items")) {
      if (!one.get("invitationFailure").isNull()) {
        failures.add(one.get("invitationFailure").asString());
      }
    }
    return failures;
  }

  private long due() {
    return count("registration.session_id = '" + id() + "' and invitation.state = 'DUE'");
  }

  private long rowsOf(Trainee trainee) {
    return count("trainee = '" + trainee.name() + "'");
  }

  private long count(String condition) {
    return database
        .sql(
            "select count(*) as mails from invitation join registration on registration.id = registration_id where "
                + condition)
        .map(row -> row.get("mails", Long.class))
        .one()
        .block();
  }

  private List<Calendar> entries(Trainee trainee) throws Exception {
    List<Calendar> entries = new ArrayList<>();
    for (TestMailServer.Mail mail : mails(trainee)) {
      var parts = (MimeMultipart) message(mail).getContent();
      var calendar = parts.getBodyPart(1);
      String written = new String(calendar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Calendar entry = new CalendarBuilder().build(new StringReader(written));
      assertThat(calendar.getContentType())
          .startsWith("text/calendar")
          .contains("method=" + text(entry, "METHOD"));
      entry.validate();
      entries.add(entry);
    }
    return entries;
  }

  private static MimeMessage message(TestMailServer.Mail mail) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(mail.raw().getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Calendar entry, String property) {
    return entry.getProperty(property).orElseThrow().getValue();
  }

  private static String ofEvent(Calendar entry, String property) {
    VEvent event =
        entry.getComponents("VEVENT").stream().map(VEvent.class::cast).findFirst().orElseThrow();
    return event.getProperty(property).orElseThrow().getValue();
  }
}
