package org.retzef.training.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.training.TestMailServer;
import org.retzef.training.mail.MailSender;
import org.retzef.training.mail.MailSending;
import org.retzef.training.secret.Secrets;
import org.retzef.training.session.TestSessions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Follow-ups by the thousand. */
@RetzefIT
class ManyFollowUpsIT {

  /** How many mails two copies of the service share; more with -Dretzef.follow-ups=100000. */
  private static final int MANY = Integer.getInteger("retzef.follow-ups", 2_000);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private MailSender sender;
  @Autowired private MailSending sending;
  @Autowired private FollowUpPlanning planning;
  @Autowired private FollowUpPile pile;
  @Autowired private Secrets secrets;

  private final TestMailServer server = TestMailServer.running();
  private TestSessions sessions;

  @BeforeEach
  void begin() {
    sessions = new TestSessions(http, database);
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
