package org.retzef.reporting.sharing.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.retzef.reporting.sharing.agreement.SharingAgreements;
import org.retzef.reporting.sharing.pseudonym.AgreementKeys;
import org.retzef.reporting.sharing.pseudonym.Pseudonyms;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.node.ObjectNode;

/** The join attacks: two partners put their streams side by side. */
@RetzefIT
class SideBySideIT {

  private static final LocalDate START = LocalDate.of(2021, 2, 1);
  private static int attacks = 7600;

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private SharingAgreements agreements;
  @Autowired private AgreementKeys keys;

  @Value("${retzef.kafka}")
  private String broker;

  @Value("${retzef.topic.partitions}")
  private int partitions;

  private final String authority = "IL.SOUTH.A" + ++attacks;
  private final String unit = authority + ".D1";
  private final String ours = "beside-" + attacks;
  private final String theirs = ours + "-b";
  private final Families families = new Families();
  private Ministry ministry;

  @BeforeEach
  void open() {
    ministry = new Ministry(http);
  }

  @AfterEach
  void close() {
    families.close();
  }

  @Test
  void twoStreamsHaveNoNameInCommonAndSayNoTimes() {
    agreeWithBoth();
    families.enrolled(40, unit, "NOSHMIM", START);
    try (StreamReader our = stream(ours);
        StreamReader their = stream(theirs)) {
      Set<String> common = new HashSet<>(our.awaitStanding(40).keySet());
      common.retainAll(their.awaitStanding(40).keySet());
      assertThat(common).isEmpty();
      assertThat(times(our)).isEqualTo(times(their)).hasSize(1);
    }
  }

  private static Set<Instant> times(StreamReader stream) {
    Set<Instant> times = new HashSet<>();
    stream.records().forEach(record -> times.add(Instant.ofEpochMilli(record.timestamp())));
    return times;
  }

  /** Were each part to tell its own: first the families of one, then those of the next. */
  @Test
  void theOrderOfAStreamDoesNotSayInWhichPartitionAFamilyIsKept() {
    List<String> all =
        Stream.generate(() -> families.enrolled(unit, "NOSHMIM", START)).limit(60).toList();
    awaitEnrolled(all);
    agreeWithBoth();
    assertThat(turns(ours, all)).as("from one partition to the other").isGreaterThan(10);
    assertThat(turns(theirs, all)).as("from one partition to the other").isGreaterThan(10);
  }

  /** How often the next record is of another partition than the one before it. */
  private long turns(String agreement, List<String> all) {
    var found = Objects.requireNonNull(agreements.withKeys(agreement).block());
    Pseudonyms pseudonyms = keys.pseudonyms(agreement, found.sealedKeys());
    Map<String, Integer> partitionOf = new HashMap<>();
    all.forEach(family -> partitionOf.put(pseudonyms.of(family), partition(family)));
    try (StreamReader stream = stream(agreement)) {
      stream.awaitStanding(all.size());
      List<Integer> told =
          stream.records().stream().map(record -> partitionOf.get(record.key())).toList();
      assertThat(Set.copyOf(told)).as("partitions").hasSizeGreaterThan(1);
      return IntStream.range(1, told.size())
          .filter(i -> !told.get(i).equals(told.get(i - 1)))
          .count();
    }
  }

  private int partition(String family) {
    return Utils.toPositive(Utils.murmur2(family.getBytes(UTF_8))) % partitions;
  }

  private void agreeWithBoth() {
    ministry.agreesLive(ours, ownPart("WELFARE"));
    ministry.agreesLive(theirs, ownPart("EDUCATION"));
  }

  private ObjectNode ownPart(String partner) {
    ObjectNode terms = Ministry.terms(partner).put("unit", authority);
    terms.withObject("answers").put("wholePicture", false);
    return terms;
  }

  private StreamReader stream(String agreement) {
    return new StreamReader(broker, "retzef.share." + agreement);
  }

  private void awaitEnrolled(List<String> all) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                database
                    .sql(
                        """
                        select count(*) from shared_family
                         where family_id = any($1::uuid[]) and household -> 'enrolments' <> '{}'
                        """)
                    .bind("$1", all.toArray(String[]::new))
                    .mapValue(Long.class)
                    .one()
                    .block(),
            enrolled -> enrolled == all.size());
  }
}
