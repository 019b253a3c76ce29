package org.retzef.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  private static final String INFO =
      "{\"log\":{\"level\":\"INFO\"},\"message\":\"Started in 2 seconds\"}\n";

  @TempDir Path folder;

  @Test
  void findsTheDescriptionOfAFailedStart() throws IOException {
    assertThat(
            reason(
                "{\"log\":{\"level\":\"ERROR\"},\"message\":\"\\n\\n***************************\\n"
                    + "APPLICATION FAILED TO START\\n***************************\\n\\n"
                    + "Description:\\n\\nWeb server failed to start. Port 8081 was already in use."
                    + "\\n\\nAction:\\n\\nIdentify and stop the process.\\n\"}\n"
                    + INFO))
        .isEqualTo("Web server failed to start. Port 8081 was already in use.");
  }

  @Test
  void prefersTheErrorsOwnMessage() throws IOException {
    assertThat(
            reason(
                INFO
                    + "{\"log\":{\"level\":\"ERROR\"},\"message\":\"Application run failed\","
                    + "\"error\":{\"type\":\"X\",\"message\":\"no \\\"family\\\" database\"}}\n"))
        .isEqualTo("no \"family\" database");
  }

  @Test
  void readsAnErrorWhoseStackIsVeryLong() throws IOException {
    String stack = "\\n\\tat org.example.Deep.call(Deep.java:1)".repeat(20_000);
    assertThat(
            reason(
                "{\"log\":{\"level\":\"ERROR\"},\"message\":\"Application run failed\","
                    + ("\"error\":{\"message\":\"too deep" + stack)
                    + ("\",\"stack_trace\":\"" + stack + "\"}}\n")))
        .startsWith("too deep at org.example")
        .hasSizeLessThan(400);
  }

  @Test
  void takesTheJvmsOwnWordWhereTheProgramNeverBegan() throws IOException {
    assertThat(reason("Error: Could not find or load main class\nWARNING: deprecated\n"))
        .isEqualTo("Error: Could not find or load main class");
  }

  @Test
  void asksWhetherItWasKilledWhereNothingWentWrong() throws IOException {
    assertThat(reason(INFO)).isEqualTo("its log names no error (was it killed?)");
  }

  private String reason(String content) throws IOException {
    return new LogFile(Files.writeString(folder.resolve("x.log"), content)).reason();
  }
}
