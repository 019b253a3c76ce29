package org.retzef.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/docs",
        "/docs/openapi/family-service.json",
        "/api/v1/units/IL.SOUTH.A2630.D1/operators",
        "/api/v1/families/0199d2f0-7a5b-7c3e-9d4f-1a2b3c4d5e6f",
        "/r/Ab-3_x~9"
      })
  void takesEveryPathOfTheContract(String path) {
    assertThat(PlainPaths.isPlain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "docs", "/docs/", "//", "/.", "/..", "/a/.b", "/a;b", "/a%20b", "/א"})
  void takesNoOther(String path) {
    assertThat(PlainPaths.isPlain(path)).isFalse();
  }

  @Test
  void takesNoMissingPath() {
    assertThat(PlainPaths.isPlain(null)).isFalse();
  }
}
