package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.platform.testing.EventContract;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.fold.Reading.Told;
import org.retzef.reporting.indicator.Indicators;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The producers' examples, read by the reports' own records. */
@RetzefIT
class ReadingIT {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 20);

  /** Values of fields that the examples do not have, and that count elsewhere. */
  private static final Map<String, List<String>> OTHER_VALUES =
      Map.of(
          "request.decided",
          List.of(
              "{\"decision\": \"REJECT\", \"status\": \"REJECTED\"}",
              "{\"decision\": \"WITHDRAW\", \"status\": \"WITHDRAWN\"}"),
          "donation.distributed",
          List.of("{\"quantity\": null, \"amount\": \"100.00\"}"),
          "activity.recorded",
          List.of("{\"kind\": \"INDIVIDUAL\"}"),
          "training-plan.kept",
          List.of("{\"unit\": \"IL.SOUTH\"}"),
          "unit.changed",
          List.of(
              """
              {"unit": "IL.SOUTH.A2630.D1.C1", "kind": "OTZMA_CENTRE", "openedOn": "2019-01-01",
               "localities": ["2630"]}
              """),
          "family.enrolled",
          List.of("{\"track\": \"NOSHMIM_SOLDIERS\"}", "{\"track\": \"NOSHMIM_SINGLE_PARENT\"}"));

  @Autowired private List<Projection> projections;
  @Autowired private JsonMapper json;
  @Autowired private Indicators indicators;

  private Reading reading;

  @BeforeEach
  void read() {
    reading = new Reading(json, projections);
  }

  @Test
  void decidesOnEveryTypeThatThereIs() throws IOException {
    Set<String> there;
    try (var files = Files.list(Path.of("../docs/events"))) {
      there =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".schema.json"))
              .map(name -> name.replace(".schema.json", ""))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    Set<String> decided = new TreeSet<>(reading.types());
    Unread.TYPES.stream().map(Reading::type).forEach(decided::add);
    assertThat(decided).containsAll(there);
    assertThat(reading.types())
        .doesNotContainAnyElementsOf(Unread.TYPES.stream().map(Reading::type).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "family.enrolled | active_families_noshmim 1 IL.SOUTH.A2630.D1 [track=NOSHMIM_ROUTINE]",
        "enrolment.ended | graduated_families_noshmim 1 IL.SOUTH.A2630.D1 [track=NOSHMIM_ROUTINE]",
        "service-user.joined | otzma_service_users 1 IL.SOUTH.A2630.D1.C1 [family=NONE]",
        "activity.recorded | otzma_activities 1 IL.SOUTH.A2630.D1.C1 [domain=RIGHTS, kind=COMMUNITY]",
        "activity.recorded | otzma_participants 46 IL.SOUTH.A2630.D1.C1 [domain=RIGHTS, kind=COMMUNITY]",
        "receipt.asked | receipt_sms_sent 1 IL.SOUTH.A2630.D1 []",
        "receipt.answered | receipts_answered 1 IL.SOUTH.A2630.D1 [answer=YES, channel=PAGE]",
        "receipt.overridden | receipts_overridden 1 IL.SOUTH.A2630.D1 [outcome=CAME_IN_PART, reason=SEEN_AT_HOME]",
        "request.submitted | requests_submitted 1 IL.SOUTH.A2630.D1 [category=HOUSEHOLD_EQUIPMENT, mode=ROUTINE]",
        "request.decided | requests_approved 1 IL.SOUTH.A2630.D1 [tier=2]",
        "budget.loaded | money_budgeted 120000000 IL [track=MAPA]",
        "budget.loaded | families_budgeted 360 IL [track=MIFGASH]",
        "budget.loaded | money_budgeted_by_source 297000000 IL [fund=BASKETS, source=RASHI_FOUNDATION]",
        "envelope.loaded | money_budgeted_by_source 6562500 IL [fund=ENVELOPE, source=JDC_ISRAEL]",
        "envelope.loaded | envelope_budgeted 1250000 IL [line=OVERHEAD]",
        "basket.opened | money_in_baskets 800000 IL.SOUTH.A2630.D1 [track=NOSHMIM_ROUTINE]",
        "basket.adjusted | money_in_baskets -50000 IL.SOUTH.A2630.D1 [track=NOSHMIM_ROUTINE]",
        "voucher.issued | money_ordered 190000 IL.SOUTH.A2630.D1 [category=HOUSEHOLD_EQUIPMENT]",
        "payment.recorded | money_paid 190000 IL.SOUTH.A2630.D1 [category=HOUSEHOLD_EQUIPMENT, track=NOSHMIM_ROUTINE]",
        "payment.recorded | money_paid_by_source 47500 IL.SOUTH.A2630.D1 [source=JDC_ISRAEL, track=NOSHMIM_ROUTINE]",
        "payment.reversed | money_paid -190000 IL.SOUTH.A2630.D1 [category=HOUSEHOLD_EQUIPMENT, track=NOSHMIM_ROUTINE]",
        "payment.reversed | money_paid_by_source -47500 IL.SOUTH.A2630.D1 [source=JDC_ISRAEL, track=NOSHMIM_ROUTINE]",
        "loan.granted | money_lent 500000 IL.SOUTH.A2630.D1 []",
        "loan.granted | families_lent 1 IL.SOUTH.A2630.D1 []",
        "voucher.issued | families_ordered 1 IL.SOUTH.A2630.D1 [category=HOUSEHOLD_EQUIPMENT]",
        "payment.recorded | families_paid 1 IL.SOUTH.A2630.D1 [category=HOUSEHOLD_EQUIPMENT, source=JDC_ISRAEL, source=MINISTRY, track=NOSHMIM_ROUTINE]",
        "donation.distributed | families_with_donations 1 IL.SOUTH.A2630.D1 [donor=RASHI_FOUNDATION, kind=COMPUTER]",
        "distribution.reversed | things_donated -1 IL.SOUTH.A2630.D1 [donor=RASHI_FOUNDATION, kind=COMPUTER]",
        "service-plan.approved | service_mixes 1 IL.SOUTH.A2630 []",
        "service-plan.approved | services_in_mixes 2 IL.SOUTH.A2630 [goal=BELONGING]",
        "service-plan.approved | money_in_mixes 5200000 IL.SOUTH.A2630 [developed=BY_AUTHORITY]",
        "service-plan.approved | money_for_community 40000000 IL.SOUTH.A2630 []",
        "assessment.recorded | assessments_recorded 1 IL.SOUTH.A2630.D1 [mode=EMERGENCY]",
        "assessment.recorded | families_contact_intensity 1 IL.SOUTH.A2630.D1 [intensity=MORE]",
        "assessment.recorded | members_emotional_state 1 IL.SOUTH.A2630.D1 [state=DECLINED]",
        "assessment.recorded | members_working_before 1 IL.SOUTH.A2630.D1 [worked=true]",
        "assessment.recorded | members_work_harm 1 IL.SOUTH.A2630.D1 [harm=CUT_HOURS]",
        "emergency-overlay.changed | emergencies 1 IL.SOUTH []",
        "take-up.opened | families_take_up 1 IL.SOUTH.A2630.D1 []",
        "take-up.moved | take_up_cases 1 IL.SOUTH.A2630.D1 [state=STUCK]",
        "take-up.closed | families_rights_taken_up 1 IL.SOUTH.A2630.D1 [category=FAMILY]",
        "enquiry.logged | enquiries 1 IL.SOUTH.A2630.D1 [line=STAFF_LEGAL_LINE, topic=DEBT]",
        "session.held | sessions_held 1 IL.SOUTH.A2630.D1 [mode=REMOTE, programme=NOSHMIM]",
        "attendance.recorded | people_trained 12 IL.SOUTH.A2630.D1 []",
        "follow-up.sent | follow_ups_sent 12 IL.SOUTH.A2630.D1 [stage=FIRST]",
        "follow-up.answered | follow_ups_answered 1 IL.SOUTH.A2630.D1 [stage=SECOND]",
        "usage.counted | site_entries 7 IL.SOUTH.A2630.D1 [role=team-lead]",
        "usage.counted | site_visitors 1 IL.SOUTH.A2630.D1 [role=team-lead]",
        "workshop.held | workshop_centres 1 IL.SOUTH.A2630.D1.C1 [kind=PATIENT_RIGHTS]",
        "training-plan.kept | sessions_planned 15 IL []",
        "supervision.changed | workers_supervision 1 IL.SOUTH.A2630.D1 [kind=INDIVIDUAL_INSTRUCTOR, reason=EMERGENCY, status=PAUSED]",
        "supervision.changed | supervision_pauses 1 IL.SOUTH.A2630.D1 [reason=EMERGENCY]",
        "steering-meeting.held | steering_present 1 IL [body=KOL_ZCHUT]",
        "steering-meeting.held | steering_reported 20 IL [figure=SCHOLARSHIP_APPLICATIONS]",
        "steering-task.done | steering_tasks_done 1 IL []",
        "questionnaire.answered | questionnaires_answered 1 IL.SOUTH [audience=FAMILY, language=ar, mode=ROUTINE]",
        "contact.logged | contacts_logged 1 IL.SOUTH.A2630.D1 [direction=BY_WORKER, kind=HOME_VISIT, mode=ROUTINE]",
        "contact.logged | contacts_entered_late 1 IL.SOUTH.A2630.D1 []",
        "contact.corrected | contacts_corrected 1 IL.SOUTH.A2630.D1 [reason=WRONG_DETAILS]",
        "referral.sent | referrals_sent 1 IL.SOUTH.A2630.D1 [reason=EMPLOYMENT]",
        "referral.answered | referrals_answered 1 IL.SOUTH.A2630.D1 [reason=NO_ROOM, status=DECLINED]",
        "plan.approved | families_with_plan 1 IL.SOUTH.A2630.D1 []",
        "family.registered | files_registered 1 IL.SOUTH.A2630.D1 []",
        "assessment.recorded | files_with_assessment 1 IL.SOUTH.A2630.D1 []",
        "family.merged | families_found_twice 1 IL.SOUTH.A2630.D1 []"
      })
  void readsTheProducersExample(String type, String fact) {
    assertThat(facts(type)).contains(fact);
  }

  /** A code that no event can move would be a number typed in. */
  @Test
  void fillsEveryMeasureOfTheCatalogue() throws IOException {
    Set<String> measures = new TreeSet<>();
    for (String type : reading.types()) {
      measures.addAll(measures(type, EventContract.example(type)));
    }
    OTHER_VALUES.forEach(
        (type, values) ->
            values.forEach(
                other -> measures.addAll(measures(Reading.type(type), with(type, other)))));
    Set<String> wanted = new TreeSet<>();
    indicators
        .all()
        .forEach(
            indicator ->
                List.of(indicator.numerator().split(" [+-] "))
                    .forEach(term -> wanted.add(term.replaceFirst("\\[.*", ""))));
    wanted.removeIf(measure -> measure.startsWith("active_families_"));
    assertThat(measures).containsAll(wanted);
  }

  private List<String> measures(String type, JsonNode event) {
    return facts(type, event).map(Fact::measure).toList();
  }

  /** The example, but for some values. */
  private ObjectNode with(String type, String values) {
    var event = (ObjectNode) EventContract.example(Reading.type(type));
    event.setAll((ObjectNode) json.readTree(values));
    return event;
  }

  private Stream<Fact> facts(String type, JsonNode event) {
    return reading.changes(type, new Told<>(UUID.randomUUID(), DAY, event)).stream()
        .map(ReadingIT::fact)
        .filter(fact -> fact != null);
  }

  private List<String> facts(String type) {
    return facts(Reading.type(type), EventContract.example(Reading.type(type)))
        .map(
            fact ->
                "%s %d %s %s".formatted(fact.measure(), fact.amount(), fact.unit(), fact.traits()))
        .toList();
  }

  private static Fact fact(Change change) {
    return switch (change) {
      case Change.Begin begin -> begin.fact();
      case Change.Put put -> put.fact();
      case Change.PutAll all -> all.facts().getFirst();
      case Change.Since since -> since.fact();
      case Change.Only only -> only.facts().stream().findFirst().orElse(null);
      default -> null;
    };
  }
}
