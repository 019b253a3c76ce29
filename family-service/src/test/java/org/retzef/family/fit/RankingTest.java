package org.retzef.family.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.retzef.family.fit.rules.Conditions;
import org.retzef.family.fit.rules.Criterion;
import org.retzef.family.fit.rules.Fact;
import org.retzef.family.fit.rules.Facts;
import org.retzef.family.fit.rules.Proposal;
import org.retzef.family.fit.rules.Proposal.Suitability;
import org.retzef.family.fit.rules.Ranking;
import org.retzef.family.fit.rules.Reason;
import org.retzef.family.fit.rules.Seats;
import org.retzef.family.fit.rules.TrackOffer;
import org.retzef.platform.caller.UnitPath;

/** The ranking with the criteria that the service is delivered with. */
class RankingTest {

  private static final long SEED = 20200918;

  private static final Map<String, List<Criterion>> CRITERIA =
      CriteriaFile.read().stream()
          .map(RankingTest::criterion)
          .collect(Collectors.groupingBy(Criterion::track));

  private final Conditions conditions = new Conditions();

  @Test
  void knowsEightTracksAndUnderstandsEveryCriterion() {
    assertThat(CRITERIA).hasSize(8);
    assertThat(CRITERIA.values().stream().flatMap(List::stream))
        .allMatch(criterion -> conditions.understands(criterion.expression()));
  }

  @Test
  void neverPutsAFullTrackFirstWhateverTheFamilyAndTheSeats() {
    Random random = new Random(SEED);
    int allFull = 0;
    int someFull = 0;
    for (int i = 0; i < 3000; i++) {
      List<TrackOffer> offers = offers(random);
      Ranking ranking = Ranking.of(offers, family(random), conditions);
      assertThat(ranking.items()).noneMatch(RankingTest::isFull);
      assertThat(ranking.full()).allMatch(RankingTest::isFull);
      assertThat(ranking.items().size() + ranking.full().size()).isEqualTo(8);
      assertThat(ranking.items())
          .isSortedAccordingTo((one, other) -> one.suitability().compareTo(other.suitability()));
      allFull += ranking.items().isEmpty() ? 1 : 0;
      someFull += ranking.full().isEmpty() ? 0 : 1;
    }
    assertThat(allFull).as("families for whom all is full").isPositive();
    assertThat(someFull).as("families for whom something is full").isGreaterThan(1000);
  }

  @Test
  void putsTheTrackMadeForAFamilyBeforeTheGeneralOne() {
    Ranking ranking =
        Ranking.of(
            offers(seats(10)),
            singleMotherInPoverty().with(Fact.LIVES_IN_POVERTY, true),
            conditions);
    assertThat(ranking.items().getFirst().track()).isEqualTo("NOSHMIM_SINGLE_PARENT");
    assertThat(ranking.items().getFirst().suitability()).isEqualTo(Suitability.SUITABLE);
    assertThat(proposal(ranking, "NOSHMIM_ROUTINE").suitability()).isEqualTo(Suitability.SUITABLE);
  }

  @Test
  void takesMissingBasicNeedsAsASignOfPoverty() {
    Facts hungry = singleMotherInPoverty().with(Fact.BASIC_NEEDS_MISSING, List.of("FOOD"));
    Facts sated = singleMotherInPoverty().with(Fact.BASIC_NEEDS_MISSING, List.of());
    assertThat(proposal(Ranking.of(offers(seats(10)), hungry, conditions), "MAPA").suitability())
        .isEqualTo(Suitability.SUITABLE);
    assertThat(proposal(Ranking.of(offers(seats(10)), sated, conditions), "MAPA").suitability())
        .isEqualTo(Suitability.TO_BE_ASKED);
  }

  @Test
  void seesTheChildrensRiskBesideThePoverty() {
    Facts neglected =
        singleMotherInPoverty()
            .with(Fact.LIVES_IN_POVERTY, false)
            .with(Fact.BASIC_NEEDS_MISSING, List.of())
            .with(Fact.CHILDREN_NEGLECTED, true);
    Ranking ranking = Ranking.of(offers(seats(10)), neglected, conditions);
    assertThat(ranking.items().getFirst().track()).isEqualTo("MIFGASH");
  }

  @Test
  void doesNotProposeWhatTheFamilyIsInAlready() {
    Facts enrolled = singleMotherInPoverty().with(Fact.ENROLLED_TRACKS, List.of("MAPA"));
    Proposal mapa = proposal(Ranking.of(offers(seats(10)), enrolled, conditions), "MAPA");
    assertThat(mapa.suitability()).isEqualTo(Suitability.NOT_SUITABLE);
    assertThat(mapa.reasons())
        .filteredOn(reason -> reason.outcome() == Reason.Outcome.FAILED)
        .extracting(Reason::code)
        .containsExactly("not-enrolled-already");
  }

  @Test
  void takesATrackWithoutAPlanAsNeitherFullNorFree() {
    Ranking ranking = Ranking.of(offers(Seats.unknown()), singleMotherInPoverty(), conditions);
    assertThat(ranking.full()).isEmpty();
    assertThat(ranking.items())
        .allMatch(proposal -> "no-denominator".equals(proposal.seats().code()));
  }

  @Test
  void doesNotCallATrackSuitableOfWhichNothingIsSaid() {
    var offer = new TrackOffer("NEW", "NEW", "חדש", "New", List.of(), seats(5));
    assertThat(Ranking.of(List.of(offer), new Facts(), conditions).items().getFirst().suitability())
        .isEqualTo(Suitability.TO_BE_ASKED);
  }

  private static Facts singleMotherInPoverty() {
    return new Facts()
        .with(Fact.AGES, List.of(38L, 11L, 8L))
        .with(Fact.MINORS, 2)
        .with(Fact.HOUSEHOLD_SIZE, 3)
        .with(Fact.SINGLE_PARENT, true)
        .with(Fact.AUTHORITY, "2630")
        .with(Fact.HAS_NOSHMIM, true)
        .with(Fact.ENROLLED_TRACKS, List.of());
  }

  private static Facts family(Random random) {
    int size = random.nextInt(1, 12);
    List<Long> ages = random.longs(size, 0, 100).boxed().toList();
    Facts facts =
        new Facts()
            .with(Fact.AGES, ages)
            .with(Fact.MINORS, ages.stream().filter(age -> age < 18).count())
            .with(Fact.HOUSEHOLD_SIZE, size)
            .with(Fact.SINGLE_PARENT, random.nextBoolean())
            .with(Fact.AUTHORITY, random.nextBoolean() ? "3000" : "2630")
            .with(Fact.HAS_NOSHMIM, random.nextBoolean())
            .with(Fact.ENROLLED_TRACKS, random.nextBoolean() ? List.of() : List.of("MAPA"));
    for (Fact fact : Fact.values()) {
      if (fact.isAsked() && random.nextInt(3) > 0) {
        facts.with(fact, random.nextBoolean());
      }
    }
    return facts;
  }

  private static List<TrackOffer> offers(Seats seats) {
    return CRITERIA.entrySet().stream()
        .map(track -> offer(track.getKey(), track.getValue(), seats))
        .toList();
  }

  /** In one of eight cases everything is full. */
  private static List<TrackOffer> offers(Random random) {
    boolean allFull = random.nextInt(8) == 0;
    List<TrackOffer> offers = new ArrayList<>();
    CRITERIA.forEach(
        (track, criteria) ->
            offers.add(offer(track, criteria, allFull ? seats(-1) : randomSeats(random))));
    return offers;
  }

  private static TrackOffer offer(String track, List<Criterion> criteria, Seats seats) {
    return new TrackOffer(track, track, track, track, criteria, seats);
  }

  private static Seats randomSeats(Random random) {
    return random.nextInt(4) == 0 ? Seats.unknown() : seats(random.nextInt(-3, 4));
  }

  private static Seats seats(int free) {
    return Seats.of(
        new UnitPath("IL"), 100, 100 - free, UUID.randomUUID(), 1, LocalDate.of(2020, 6, 1));
  }

  private static boolean isFull(Proposal proposal) {
    Long free = proposal.seats().free();
    return free != null && free <= 0;
  }

  private static Proposal proposal(Ranking ranking, String track) {
    return ranking.items().stream().filter(p -> p.track().equals(track)).findFirst().orElseThrow();
  }

  private static Criterion criterion(CriteriaFile.Row row) {
    return new Criterion(
        row.track(),
        row.code(),
        row.expression(),
        row.nameHe(),
        row.nameAr(),
        row.nameEn(),
        1,
        row.source(),
        row.confirmed());
  }
}
