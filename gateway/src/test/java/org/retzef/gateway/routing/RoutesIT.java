package org.retzef.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.gateway.RunningGateway;

/** Each resource of the contract lands at its service, and nothing else lands anywhere. */
class RoutesIT {

  private final RunningGateway gateway = RunningGateway.shared();

  static Stream<Arguments> resourcesOfTheContract() {
    return Stream.of(
            resources(
                "family-service",
                """
                units programmes tracks track-plans families enrolments referrals centres questionnaires
                client-file family-imports emergency-access partner partners posts partner-agreements
                partner-referrals"""),
            resources(
                "basket-service",
                """
                budgets envelopes funding-sources ledger baskets requests vouchers vendors categories
                approval-policies donations loans appeals receipts service-plans"""),
            resources(
                "training-service",
                """
                training-projects training-plans courses sessions session-figures session-log follow-ups contact-workers
                supervision knowledge-items site-usage workshops steering-meetings trainees
                feedback-forms outreach work-plans departments-without-instructor steering-tasks
                steering-approvals meeting-series core-topics yearly-plans
                attendance-imports"""),
            resources(
                "rights-service",
                """
                rights suggestions screenings take-up-cases sample-departments baselines enquiries
                debts policy-items"""),
            resources(
                "reporting-service",
                """
                reports indicators aims contradictions dashboards exports sharing-agreements shared-sets
                lineage proof"""))
        .flatMap(each -> each);
  }

  private static Stream<Arguments> resources(String service, String names) {
    return Arrays.stream(names.split("\\s+")).map(name -> Arguments.of(name, service));
  }

  @ParameterizedTest
  @MethodSource("resourcesOfTheContract")
  void bringsAResourceToItsService(String resource, String service) {
    for (String below : new String[] {"", "/IL.SOUTH.A2630/members", "?query=%D7%9B%D7%94%D7%9F"}) {
      String path = "/api/v1/" + resource + below;

      var answer = gateway.send(gateway.authorised(path));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("X-Answered-By")).hasValue(service);
      assertThat(gateway.service(service).last().uri()).isEqualTo(path);
    }
  }

  /** What takes long has a route of its own, and a breaker that opens for nothing else. */
  @ParameterizedTest
  @CsvSource({
    "audit/verification, family-service",
    "centres/IL.SOUTH.A2630.D1.C1/service-users/imports/1, family-service",
    "donations/1/distributions/imports/1, basket-service",
    "ledger/proof, basket-service",
    "ledger/exports?from=2026-01-01&to=2026-01-31, basket-service",
    "proof, reporting-service"
  })
  void bringsWhatTakesLongToItsService(String path, String service) {
    var answer = gateway.send(gateway.authorised("/api/v1/" + path));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Answered-By")).hasValue(service);
  }

  @ParameterizedTest
  @ValueSource(strings = {"family", "basket", "training", "rights", "reporting"})
  void showsAServicesDescriptionToEverybody(String name) {
    String service = name + "-service";

    var answer = gateway.send(gateway.request("/docs/openapi/" + service + ".json"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Answered-By")).hasValue(service);
  }

  @Test
  void opensTheReceiptPageWithoutLogin() {
    assertThat(gateway.send(gateway.request("/r/Ab-3_x")).statusCode()).isEqualTo(200);

    var answered =
        gateway.send(
            gateway
                .request("/r/Ab-3_x")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("answer=YES")));

    assertThat(answered.headers().firstValue("X-Answered-By")).hasValue("basket-service");
    assertThat(gateway.service("basket-service").last().bytes()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/vouchers/signing-keys",
        "/api/v1/rights/facts",
        "/api/v1/session-log",
        "/api/v1/feedback/0123abc",
        "/f/0123abc",
        "/s/0123abc",
        "/v/Ab-3_x",
        "/sign?lang=ar",
        "/sign/signing.js"
      })
  void opensWhatIsForEverybodyWithoutAToken(String path) {
    assertThat(gateway.send(gateway.request(path)).statusCode()).isEqualTo(200);
  }

  @Test
  void screensSomebodyNamelessWithoutAToken() {
    var screening =
        gateway
            .request("/api/v1/screenings/anonymous")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"));
    assertThat(gateway.send(screening).headers().firstValue("X-Answered-By"))
        .hasValue("rights-service");
  }

  @Test
  void bringsTheDashboardToReportingAndItsFiguresNotWithoutAToken() {
    for (String page : List.of("/dashboard", "/dashboard/newsletter")) {
      assertThat(gateway.send(gateway.request(page)).headers().firstValue("X-Answered-By"))
          .hasValue("reporting-service");
    }
    assertThat(gateway.send(gateway.request("/api/v1/dashboards/changes")).statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/api/v2/families",
        "/api/v1",
        "/api/v1/unknown",
        "/API/v1/families",
        "/api/v1/familiesx",
        "/api/v1/Families",
        "/families",
        "/docs/unknown",
        "/docs/openapi/gateway.json",
        "/dashboardx",
        "/rx",
        "/favicon.ico",
        "/webjars/x.js"
      })
  void knowsNoOtherPath(String path) {
    var answer = gateway.send(gateway.authorised(path));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(RunningGateway.json(answer).path("code").asString()).isEqualTo("not-found");
  }

  @Test
  void refusesInTheLanguageThatIsAsked() {
    assertThat(titleIn("he")).isEqualTo("לא נמצא");
    assertThat(titleIn("ar-IL,en;q=0.5")).isNotEqualTo(titleIn("he")).isNotEqualTo(titleIn("en"));
    assertThat(titleIn("en")).isEqualTo("Not found");
    assertThat(titleIn("fr")).isEqualTo(titleIn("he"));
  }

  private String titleIn(String language) {
    var answer = gateway.send(gateway.request("/nowhere").header("Accept-Language", language));
    return RunningGateway.json(answer).path("title").asString();
  }
}
