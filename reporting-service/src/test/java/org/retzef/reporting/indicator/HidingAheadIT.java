package org.retzef.reporting.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.OwnDistrict;
import org.retzef.reporting.WholeCountry;
import org.retzef.reporting.indicator.HiddenCells.Cell;
import org.retzef.reporting.indicator.Hiding.Question;
import org.retzef.reporting.indicator.Hiding.Table;
import org.retzef.reporting.indicator.KeptHiding.Moment;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** What is decided ahead of the last month that is over. */
@RetzefIT
@WholeCountry
class HidingAheadIT {

  private static final String NOSHMIM = "active_families_noshmim";

  @RegisterExtension final OwnDistrict south = new OwnDistrict();
  @RegisterExtension final OwnDistrict north = new OwnDistrict();

  @Autowired private Hiding hiding;
  @Autowired private HidingAhead ahead;
  @Autowired private HiddenFigures hidden;
  @Autowired private Indicators indicators;
  @Autowired private KeptHiding kept;
  @Autowired private DatabaseClient database;
  @Autowired private Clock clock;

  private final Table families = new Table(NOSHMIM, null);

  @Test
  void isWhatIsDecidedWhenItIsAskedFor() {
    Random random = new Random(3);
    String begin = month().atDay(12).toString();
    for (OwnDistrict district : List.of(south, north)) {
      for (String department : List.of(".A1.D1", ".A1.D2", ".A2.D1")) {
        for (String track : SubtractionAttack.TRACKS) {
          FewFamilies.enrol(district, department, track, FewFamilies.few(random), begin);
          List<UUID> paid = FewFamilies.ids(FewFamilies.few(random));
          FewFamilies.pay(district, department, track, paid, begin);
        }
      }
    }
    enrol(7);

    ahead.decide();

    List<Question> all = hiding.tables().stream().map(this::untilTheEnd).distinct().toList();
    Map<Question, Set<Cell>> decided = Objects.requireNonNull(hiding.decide(all).block());
    assertThat(kept.of(all).block()).isEqualTo(decided);
    assertThat(decided.values()).filteredOn(hidden -> hidden.size() > 3).hasSizeGreaterThan(5);
    for (LocalDate first :
        List.of(
            month().atDay(1),
            month().minusMonths(2).atDay(1),
            month().minusMonths(5).atDay(1),
            month().minusMonths(11).atDay(1),
            end().withDayOfYear(1))) {
      Question paid = new Question(new Table("money_paid", "track"), new Point(first, end()));
      assertThat(kept.of(List.of(paid)).block()).isEqualTo(hiding.decide(List.of(paid)).block());
    }
  }

  /** A family begins this month, one is entered late; a decision on contacts does not mind. */
  @Test
  void isUndoneByWhatIsToldLate() {
    enrol(9);
    ahead.decide();
    Table contacts = new Table("contacts_logged", null);
    assertThat(holds(families)).isTrue();

    enrol(north, 3, LocalDate.now(clock));
    assertThat(holds(families)).isTrue();

    enrol(1);
    assertThat(holds(families)).isFalse();
    assertThat(holds(contacts)).isTrue();
    ahead.decide();
    assertThat(holds(families)).isTrue();
  }

  /** Told while it was being decided: nobody knows whether it was counted. */
  @Test
  void isUndoneByWhatIsToldMeanwhile() {
    enrol(8);
    Question asked = untilTheEnd(families);
    Moment before = Objects.requireNonNull(kept.now().block());
    var decided = Objects.requireNonNull(hiding.decide(List.of(asked)).block());
    enrol(1);

    kept.keep(before, families, hiding.measures(families), decided, null).block();
    assertThat(holds(families)).isFalse();
    Moment now = Objects.requireNonNull(kept.now().block());
    kept.keep(now, families, hiding.measures(families), decided, null).block();
    assertThat(holds(families)).isTrue();
  }

  @Test
  void holdsForOneCatalogueAndOneEdition() {
    enrol(6);
    for (String other : List.of("rules = 'other'", "edition = edition + 100")) {
      ahead.decide();
      assertThat(holds(families)).isTrue();
      execute("update hidden_figure set " + other);
      assertThat(holds(families)).as(other).isFalse();
      enrol(1);
    }
  }

  /** Another time than those that are decided ahead. */
  @Test
  void isKeptForAMonthWhenSomebodyAskedForIt() {
    enrol(6);
    Point time = new Point(month().minusMonths(3).atDay(1), end());
    Question asked = new Question(new Table("money_paid", null), time);
    Caller analyst =
        new Caller("a-1", Set.of("data-analyst"), new UnitPath("IL"), null, null, Set.of(), null);
    execute("delete from hidden_figure where code = 'money_paid'");

    Sight sight = hidden.from(analyst, indicators.find("money_paid"), List.of(time)).block();
    assertThat(sight).isNotNull();
    await().until(() -> Objects.requireNonNull(kept.held(List.of(asked)).block()).size() == 1);
    assertThat(kept.of(List.of(asked)).block()).isEqualTo(hiding.decide(List.of(asked)).block());

    execute("update hidden_figure set asked_on = asked_on - 32 where asked_on is not null");
    ahead.decide();
    assertThat(kept.held(List.of(asked)).block()).isEmpty();
    assertThat(holds(families)).as("decided ahead").isTrue();
  }

  /** Whoever asks is answered by it: a decision that hides too much shows that. */
  @Test
  void isWhatAnswersTell() {
    enrol(20);
    String analyst = TestTokens.token("a-1", "IL", "data-analyst");
    String question = "/api/v1/indicators/" + NOSHMIM + "?unit=" + south + ".A9.D1&to=" + end();
    assertThat(south.get(analyst, question).get("total").get("value").asLong()).isEqualTo(20);

    ahead.decide();
    execute("update hidden_figure set figures = figures || '%s.A9.D1'::text".formatted(south));

    await()
        .untilAsserted(
            () ->
                assertThat(south.get(analyst, question).get("total").get("note").asString(""))
                    .isEqualTo("small-cell"));
    enrol(5);
    await()
        .untilAsserted(
            () ->
                assertThat(south.get(analyst, question).get("total").get("value").asLong())
                    .isEqualTo(25));
  }

  private void enrol(int many) {
    enrol(south, many, month().atDay(12));
  }

  /** So many families more, whom somebody has counted. */
  private void enrol(OwnDistrict district, int many, LocalDate day) {
    String question = "/api/v1/indicators/" + NOSHMIM + "?unit=" + district + ".A9.D1&to=" + day;
    long before = south.get(question).get("total").get("value").asLong();
    FewFamilies.enrol(district, ".A9.D1", "NOSHMIM_ROUTINE", many, day.toString());
    await()
        .untilAsserted(
            () ->
                assertThat(south.get(question).get("total").get("value").asLong())
                    .isEqualTo(before + many));
  }

  private boolean holds(Table table) {
    return Objects.requireNonNull(kept.held(List.of(untilTheEnd(table))).block()).size() == 1;
  }

  private Question untilTheEnd(Table table) {
    return hiding.question(table, Point.day(end()));
  }

  private YearMonth month() {
    return YearMonth.now(clock).minusMonths(1);
  }

  private LocalDate end() {
    return month().atEndOfMonth();
  }

  private void execute(String sql) {
    database.sql(sql).then().block();
  }
}
