package org.retzef.family.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.family.Desk;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Runs the programs of docs/partners.md as they stand there. */
@RetzefIT
class PartnerExamplesIT {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @LocalServerPort private int port;
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"bash, refer.sh", "python, refer.py", "javascript, refer.mjs", "java, Refer.java"})
  void refersSomebodyAndHearsTheAnswer(String language, String file) throws Exception {
    List<String> program =
        switch (language) {
          case "bash" -> List.of("bash");
          case "python" -> List.of("python3");
          case "javascript" -> List.of("node");
          default -> List.of(JAVA.toString(), "-Dfile.encoding=UTF-8");
        };
    assumeTrue(isThere(program.getFirst()), program.getFirst() + " is not installed");
    Path source = Files.writeString(folder.resolve(file), example(language));
    Path output = folder.resolve("output");
    var builder = new ProcessBuilder(new ArrayList<>(program));
    builder.command().add(source.toString());
    builder.environment().put("RETZEF_URL", "http://127.0.0.1:" + port);
    builder.environment().put("RETZEF_UNIT", Desk.DEPARTMENT);
    builder.environment().put("RETZEF_TOKEN", token());
    Process run = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      run.destroyForcibly();
    }
    assertThat(run.exitValue()).as(Files.readString(output)).isZero();
    assertThat(Files.readString(output)).contains("CLOSED");
  }

  /** The sandbox partner, as its program gets it. */
  private static String token() {
    return TestTokens.of("ngo")
        .unit("IL")
        .roles("partner")
        .claim("partner", "NGO-DEMO")
        .claim("scope", "referrals:write families:read")
        .signed();
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  private static String example(String language) throws IOException {
    String text = Files.readString(Path.of("../docs/partners.md"), StandardCharsets.UTF_8);
    var block =
        Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(text);
    assertThat(block.find()).as("an example in " + language).isTrue();
    return block.group(1);
  }
}
