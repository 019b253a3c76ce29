package org.retzef.platform.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

class AccessRulesTest {

  @Test
  void decidesByTheFirstRowThatCoversTheWholePath() {
    AccessRules rules =
        new AccessRules()
            .allow(HttpMethod.GET, "/api/v1/families/figures", "data-analyst")
            .allow(HttpMethod.GET, "/api/v1/families/{id}", "team-lead");
    assertThat(rules.ruleFor(HttpMethod.GET, path("/api/v1/families/figures")))
        .hasValueSatisfying(rule -> assertThat(rule.allowed()).containsExactly("data-analyst"));
    assertThat(rules.ruleFor(HttpMethod.GET, path("/api/v1/families/7")))
        .hasValueSatisfying(rule -> assertThat(rule.allowed()).containsExactly("team-lead"));
    assertThat(rules.ruleFor(HttpMethod.GET, path("/api/v1/families/7/members"))).isEmpty();
    assertThat(rules.ruleFor(HttpMethod.POST, path("/api/v1/families/7"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/**", "/docs/{*rest}"})
  void refusesARowThatNoPathCouldBeLookedUpBy(String endless) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AccessRules().allow(HttpMethod.GET, endless, "auditor"))
        .withMessageContaining(endless);
  }

  private static PathContainer path(String path) {
    return PathContainer.parsePath(path);
  }
}
