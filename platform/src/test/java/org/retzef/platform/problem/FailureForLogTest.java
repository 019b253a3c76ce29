package org.retzef.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FailureForLogTest {

  @Test
  void tellsWhatAndWhereButNoWords() {
    var failure =
        new IllegalStateException("Key (name)=(סלמה)", new RuntimeException("050-1234567"));
    failure.addSuppressed(new RuntimeException("HTTP GET \"/r/secret?query=name\""));
    var written = new StringWriter();
    FailureForLog.of(failure).printStackTrace(new PrintWriter(written));
    assertThat(written.toString())
        .contains("java.lang.IllegalStateException", "RuntimeException", "FailureForLogTest")
        .doesNotContain("סלמה", "1234567", "secret", "query");
  }
}
