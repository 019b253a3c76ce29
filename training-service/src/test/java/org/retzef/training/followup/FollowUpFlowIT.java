package org.retzef.training.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.retzef.training.Calls;
import org.retzef.training.TestMailServer;
import org.retzef.training.mail.MailSender;
import org.retzef.training.mail.MailSending;
import org.retzef.training.mail.MailServer;
import org.retzef.training.mail.Outcome;
import org.retzef.training.secret.Secrets;
import org.retzef.training.session.TestSessions;
import org.retzef.training.session.TestSessions.Held;
import org.retzef.training.session.TestSessions.Trainee;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class FollowUpFlowIT {

  private static final String HOST = "IL.SOUTH.A2630.D1";
  private static final String GUEST = "IL.SOUTH.A2630.D2";
  private static final AtomicInteger NAMES = new AtomicInteger();

  /** How many mails two copies of the service share; more with -Dretzef.follow-ups=100000. */
  private static final int MANY = Integer.getInteger("retzef.follow-ups", 2_000);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private MailSender sender;
  @Autowired private MailSending sending;
  @Autowired private FollowUpPlanning planning;
  @Autowired private FollowUpPile pile;
  @Autowired private MailServer mailServer;
  @Autowired private Secrets secrets;

  private final Map<Trainee, String> languages = new HashMap<>();
  private final TestMailServer server = TestMailServer.running();
  private Calls calls;
  private TestSessions sessions;

  @BeforeEach
  void begin() {
    calls = new Calls(http);
    sessions = new TestSessions(http, database);
  }

  @Test
  void writesAfterThreeDaysThreeWeeksAndThreeMonthsOnceEach() throws Exception {
    Trainee hebrew = trainee(HOST, "he");
    Trainee arabic = trainee(HOST, "ar");
    Trainee english = trainee(GUEST, "en");
    Held session = begun(0, HOST, List.of(hebrew, arabic, english));
    try (var events = TestEvents.on("retzef.training.events")) {
      sessions.attended(session, session.seats());
      assertThat(daysUntilDue(session)).containsExactly(3, 21, 90);
      int after = 0;
      for (int days : new int[] {4, 18, 70}) {
        sessions.daysPass(session, days);
        after++;
        for (Trainee trainee : List.of(hebrew, arabic, english)) {
          awaitMails(trainee, after);
        }
      }
      List<TestEvent> sent =
          events.await(
              event -> event.type().equals("org.retzef.follow-up.sent.v1"),
              seen -> seen.stream().mapToInt(FollowUpFlowIT::mailsOf).sum() == 9);
      assertThat(sent.toString()).doesNotContain(hebrew.name(), "@");
    }
    assertThat(subjectsTo(hebrew)).allMatch(subject -> subject.startsWith("אחרי המפגש"));
    assertThat(subjectsTo(arabic)).allMatch(subject -> subject.startsWith("بعد اللقاء"));
    assertThat(subjectsTo(english))
        .allMatch(subject -> subject.equals("After the session: Rights"));
    assertThat(mails(hebrew)).extracting(mail -> mail.header("Message-ID")).doesNotHaveDuplicates();
    sessions.daysPass(session, 30);
    sending.sendBatch(pile);
    assertThat(mails(english)).hasSize(3);
  }

  @Test
  void sendsWhoIsRecordedLateWhatIsOverdueButNothingWhoseFormIsClosed() {
    Trainee first = trainee(HOST, "en");
    Trainee late = trainee(HOST, "en");
    Held session = begun(30, HOST, List.of(first, late));
    Held held = sessions.attended(session, List.of(session.seat(0)));
    awaitMails(first, 1);
    assertThat(mails(late)).isEmpty();
    held = sessions.closed(held, List.of(session.seat(0)));
    sessions.attended(held, List.of(session.seat(1)));
    awaitMails(late, 1);
    assertThat(textTo(late)).contains("Three weeks have passed");
    assertThat(mails(first)).hasSize(1);
  }

  @Test
  void writesToNobodyWhoseAttendanceWasTakenBack() {
    Trainee wasThere = trainee(HOST, "en");
    Trainee wasNot = trainee(HOST, "en");
    Held session = begun(0, HOST, List.of(wasThere, wasNot));
    Held both = sessions.attended(session, session.seats());
    sessions.attended(both, List.of(session.seat(0)));
    sessions.daysPass(session, 4);
    awaitMails(wasThere, 1);
    assertThat(mails(wasNot)).isEmpty();
  }

  @Test
  void putsRefusedAndMissingAddressesOnTheWorklistUntilTheTraineeMendsThem() {
    Trainee refused = trainee(HOST, "en");
    Trainee missing = new Trainee("no-mail-" + NAMES.incrementAndGet(), HOST, "team-lead");
    server.refuse(addressOf(refused), 550, 1);
    Held session = begun(4, HOST, List.of(refused, missing));
    sessions.attended(session, session.seats());
    await()
        .untilAsserted(
            () ->
                assertThat(failures(Calls.TRAINING, session))
                    .containsExactlyInAnyOrder("address-refused", "address-missing"));
    assertThat(failures(Calls.STRANGER, session)).isEmpty();
    setAddress(refused, "en");
    setAddress(missing, "he");
    awaitMails(refused, 1);
    awaitMails(missing, 1);
    assertThat(failures(Calls.TRAINING, session)).isEmpty();
  }

  @Test
  void putsAMailOnTheWorklistThatComesBackLater() {
    Trainee trainee = trainee(HOST, "en");
    Held session = begun(4, HOST, List.of(trainee));
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
    Trainee trainee = trainee(HOST, "en");
    server.refuse(addressOf(trainee), 451, 1);
    Held session = begun(4, HOST, List.of(trainee));
    sessions.attended(session, session.seats());
    await().until(() -> secondsUntilNextTry(session) > 40 && attempts(session) == 1);
    assertThat(mails(trainee)).isEmpty();
    leaseEnds(session);
    awaitMails(trainee, 1);
  }

  @Test
  void waitsForAServerThatIsAwayWithoutCountingItAgainstTheMail() {
    Trainee trainee = trainee(HOST, "en");
    Held session = begun(4, HOST, List.of(trainee));
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
    Trainee trainee = trainee(HOST, "en");
    Held session = begun(4, HOST, List.of(trainee));
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
    assertThat(mails(trainee).stream().map(this::linkIn).distinct()).hasSize(1);
  }

  @Test
  void sendsThousandsFromTwoCopiesAndNoneTwice() throws Exception {
    sender.stop();
    try {
      plantMany();
      long begin = System.nanoTime();
      // a copy of the service knows of another only what is in the database
      try (var threads = Executors.newFixedThreadPool(4)) {
        Callable<Void> copy =
            () -> {
              boolean more = true;
              while (more) {
                more = sending.sendBatch(pile);
              }
              return null;
            };
        for (var done : threads.invokeAll(List.of(copy, copy, copy, copy))) {
          done.get();
        }
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      System.out.printf("%d follow-ups were sent in %d ms%n", MANY, took.toMillis());
    } finally {
      sender.start();
    }
    assertThat(server.messageIdsSeen()).hasSize(MANY);
    assertThat(server.messageIdsSeen().values()).allMatch(times -> times.get() == 1);
  }

  @Test
  void keepsAnAddressSealedAndForgetsItOnRequest() {
    Trainee trainee = trainee(HOST, "en");
    setAddress(trainee, "en");
    assertThat(calls.get(trainee.token(), addressUri(trainee)).get("mail").asString())
        .isEqualTo(addressOf(trainee));
    byte[] sealed =
        database
            .sql("select sealed from mail_address where trainee = :trainee")
            .bind("trainee", trainee.name())
            .map(row -> row.get("sealed", byte[].class))
            .one()
            .block();
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(trainee.name());
    calls
        .send(trainee.token(), HttpMethod.DELETE, addressUri(trainee), null)
        .expectStatus()
        .isNoContent();
    calls.refused(
        calls.send(trainee.token(), HttpMethod.GET, addressUri(trainee), null),
        404,
        "mail-address-not-found");
    calls.refused(
        calls.send(Calls.TRAINING, HttpMethod.GET, addressUri(trainee), null),
        404,
        "mail-address-not-found");
    calls.faulty(
        trainee.token(),
        addressUri(trainee),
        "{\"mail\": \"a@b,c@d\", \"language\": \"he\"}",
        "mail",
        "mail-address-invalid");
  }

  private Trainee trainee(String unit, String language) {
    var trainee = new Trainee("follow-" + NAMES.incrementAndGet(), unit, "family-social-worker");
    languages.put(trainee, language);
    return trainee;
  }

  /** Addresses are set once the session has begun, so that these mails are all follow-ups. */
  private Held begun(int daysAgo, String host, List<Trainee> trainees) {
    Held session = sessions.begun(daysAgo, host, trainees);
    trainees.stream()
        .filter(languages::containsKey)
        .forEach(trainee -> setAddress(trainee, languages.get(trainee)));
    return session;
  }

  private void setAddress(Trainee trainee, String language) {
    calls.post(
        trainee.token(),
        addressUri(trainee),
        "{\"mail\": \"%s\", \"language\": \"%s\"}".formatted(addressOf(trainee), language),
        201);
  }

  private static String addressUri(Trainee trainee) {
    return "/api/v1/trainees/" + trainee.name() + "/mail-address";
  }

  private static String addressOf(Trainee trainee) {
    return trainee.name() + "@department.test";
  }

  private List<TestMailServer.Mail> mails(Trainee trainee) {
    return server.mailsTo(addressOf(trainee));
  }

  private void awaitMails(Trainee trainee, int number) {
    await().untilAsserted(() -> assertThat(mails(trainee)).hasSize(number));
  }

  private List<String> subjectsTo(Trainee trainee) throws Exception {
    List<String> subjects = new ArrayList<>();
    for (TestMailServer.Mail mail : mails(trainee)) {
      subjects.add(read(mail).getSubject());
    }
    return subjects;
  }

  private String textTo(Trainee trainee) {
    return textOf(mails(trainee).getLast());
  }

  private static String textOf(TestMailServer.Mail mail) {
    try {
      return (String) read(mail).getContent();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String linkIn(TestMailServer.Mail mail) {
    return textOf(mail).lines().filter(line -> line.contains("/f/")).findFirst().orElseThrow();
  }

  private static MimeMessage read(TestMailServer.Mail mail) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(mail.raw().getBytes(StandardCharsets.UTF_8)));
  }

  private static int mailsOf(TestEvent event) {
    int mails = 0;
    for (JsonNode department :
        new tools.jackson.databind.json.JsonMapper().readTree(event.json()).get("departments")) {
      mails += department.get("mails").asInt();
    }
    return mails;
  }

  private List<Integer> daysUntilDue(Held session) {
    return database
        .sql(
            """
            select ((due_at at time zone 'Asia/Jerusalem')::date
                    - (starts_at at time zone 'Asia/Jerusalem')::date) as days
              from follow_up join session on session.id = session_id
             where session_id = :id
               and (due_at at time zone 'Asia/Jerusalem')::time = '08:00'
             order by due_at
            """)
        .bind("id", session.id())
        .map(row -> row.get("days", Integer.class))
        .all()
        .collectList()
        .block();
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

  /** Sessions of ten who attended four days ago, with addresses: each has one mail due. */
  private void plantMany() {
    UUID course = UUID.fromString(sessions.course("IL"));
    for (int planted = 0; planted < MANY / 10; planted += 500) {
      plant(
          course,
          Stream.generate(Ids::next)
              .limit(Math.min(500, MANY / 10 - planted))
              .toArray(UUID[]::new));
    }
  }

  private void plant(UUID course, UUID[] ids) {
    database
        .sql(
            """
            insert into session (id, course_id, unit, joint_units, mode, starts_at, minutes, capacity,
                                 programmes, state, computers, internet, version)
            select id, :course, 'IL.SOUTH.A2630.D1', '{}', 'REMOTE', now() - interval '4 days', 60, 10,
                   '{NOSHMIM}', 'CLOSED', 0, true, 5
              from unnest(:ids) as id
            """)
        .bind("course", course)
        .bind("ids", ids)
        .then()
        .block();
    database
        .sql(
            """
            insert into registration (id, session_id, trainee, unit, state, during, attended_at)
            select gen_random_uuid(), id, 'many-' || id || '-' || n, 'IL.SOUTH.A2630.D1', 'REGISTERED',
                   tstzrange(now(), now() + interval '1 minute'), now()
              from unnest(:ids) as id, generate_series(1, 10) as n
            """)
        .bind("ids", ids)
        .then()
        .block();
    List<String> names =
        Stream.of(ids)
            .flatMap(id -> IntStream.rangeClosed(1, 10).mapToObj(n -> "many-" + id + "-" + n))
            .toList();
    database
        .sql(
            """
            insert into mail_address (trainee, sealed, language, set_at)
            select trainee, decode(sealed, 'hex'), 'en', now()
              from unnest(:trainees::text[], :sealed::text[]) as planted (trainee, sealed)
            """)
        .bind("trainees", names.toArray(String[]::new))
        .bind(
            "sealed",
            names.stream()
                .map(name -> HexFormat.of().formatHex(secrets.seal(name, name + "@many.test")))
                .toArray(String[]::new))
        .then()
        .block();
    planning.planFor(List.of(ids)).block();
  }
}
