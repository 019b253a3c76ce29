package org.retzef.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.retzef.local.settings.Port;

/** The script as a person types it, with nothing of this JVM's surroundings. */
class ScriptIT {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final String JDK = System.getProperty("java.home");

  /** What a command printed, both streams together, and how it ended. */
  private record Outcome(int exitCode, String output) {}

  @TempDir Path folder;

  @Test
  void saysWhatToInstallWhereThereIsNoJdk25() throws Exception {
    Outcome outcome = retzef(Map.of("RETZEF_JDKS", jdk("17.0.15") + ":" + folder), "status");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).startsWith("No JDK 25 was found; install").hasLineCount(1);
  }

  @Test
  void findsAJdk25AmongOthersWhateverJavaHomeSays() throws Exception {
    var places = Map.of("JAVA_HOME", jdk("17.0.15"), "RETZEF_JDKS", jdk("21.0.1") + ":" + JDK);
    Outcome outcome = retzef(places, "help");
    assertThat(outcome.output()).contains("./retzef up");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void worksThroughALinkInAFolderWithASpaceFromAnywhere() throws Exception {
    Path link = Files.createDirectory(folder.resolve("my links")).resolve("retzef");
    Files.createSymbolicLink(link, ROOT.resolve("retzef"));
    Outcome outcome = run(link, Map.of("RETZEF_JDKS", JDK), "help");
    assertThat(outcome.output()).contains("./retzef up");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void namesThePortThatIsInUseAndStartsNothing() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Path home = folder.resolve("home");
      Outcome outcome =
          retzef(
              Map.of(
                  "RETZEF_JDKS",
                  JDK,
                  "RETZEF_HOME",
                  home.toString(),
                  Port.IDENTITY.variable(),
                  port),
              "up",
              "--detach");
      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.output())
          .contains("Port " + port)
          .contains("local")
          .contains("RETZEF_IDENTITY_PORT")
          .hasLineCount(1);
      assertThat(home).doesNotExist();
    }
  }

  @Test
  void refusesWhatItDoesNotKnowBeforeDoingAnything() throws Exception {
    Map<String, String> jdk = Map.of("RETZEF_JDKS", JDK);
    assertThat(retzef(jdk, "upp").exitCode()).isEqualTo(2);
    assertThat(retzef(jdk, "up", "--detatch").exitCode()).isEqualTo(2);
    assertThat(retzef(Map.of("RETZEF_JDKS", JDK, "RETZEF_SMS_PORT", "x"), "status").output())
        .startsWith("RETZEF_SMS_PORT must be a port number");
  }

  private String jdk(String version) throws IOException {
    Path home = folder.resolve("jdk-" + version);
    Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
    Files.writeString(javac, "#!/bin/false\n");
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home.toString();
  }

  private Outcome retzef(Map<String, String> environment, String... words) throws Exception {
    return run(ROOT.resolve("retzef"), environment, words);
  }

  private Outcome run(Path script, Map<String, String> environment, String... words)
      throws Exception {
    var command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
