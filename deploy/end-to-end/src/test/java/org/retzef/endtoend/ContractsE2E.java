package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents that the running platform serves: they break nothing, keep the rules of Spectral
 * and of the AsyncAPI parser, and clients that are generated from them work.
 */
class ContractsE2E {

  static final List<String> SERVICES =
      List.of(
          "family-service",
          "basket-service",
          "training-service",
          "rights-service",
          "reporting-service");

  private static final Path TOLD = Path.of("../../docs/api");
  private static final Path SERVED = Path.of("target/served").toAbsolutePath();
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Platform PLATFORM = Platform.running();
  private static final GeneratedClients CLIENTS =
      new GeneratedClients(SERVED, Path.of("target/clients").toAbsolutePath());

  @BeforeAll
  static void readDocuments() throws IOException {
    Files.createDirectories(SERVED);
    for (String service : SERVICES) {
      keep("/docs/openapi/" + service + ".json", service + ".json");
    }
    keep("/docs/asyncapi.json", "asyncapi.json");
  }

  private static void keep(String path, String name) throws IOException {
    var question = HttpRequest.newBuilder(URI.create(PLATFORM.gateway() + path)).GET().build();
    var answer =
        await()
            .pollInSameThread()
            .pollDelay(Duration.ZERO)
            .until(
                () -> Caller.send(question),
                given -> !given.isLate()); // the first one is written then
    var document = answer.expect(200).body();
    Files.writeString(SERVED.resolve(name), JSON.writeValueAsString(document) + "\n");
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void breaksNothingThatClientsWereTold(String service) throws IOException {
    String served = Files.readString(SERVED.resolve(service + ".json"));
    Path told = TOLD.resolve(service + ".json");
    if ("accept".equals(System.getProperty("retzef.api"))) {
      Files.writeString(told, served);
    }
    assertThat(ApiChange.breaks(Files.readString(told), served)).isEmpty();
  }

  @Test
  void keepsSpectralsRules() {
    NodeTools.requireInstalled();
    NodeTools.runInstalled(
        "spectral", "lint", "--ruleset=spectral.yaml", "--fail-severity=warn", SERVED + "/*.json");
  }

  @Test
  void isUnderstoodByTheParserOfAsyncApi() {
    NodeTools.requireInstalled();
    NodeTools.require("node", "asyncapi.mjs", SERVED.resolve("asyncapi.json").toString());
  }

  @Test
  void generatesJavaClientsOfWhichOneRegistersAFamily() throws Exception {
    SERVICES.forEach(CLIENTS::generateJava);
    CLIENTS.compileJava();
    assertThat(program(PLATFORM.gateway(), PLATFORM.token("worker"))).isEqualTo("דנה\n404\n");
  }

  /** In a JVM of its own, with the libraries of this one. */
  private static String program(String gateway, String token) throws Exception {
    String libraries = CLIENTS.classes() + ":" + System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                libraries,
                "Program",
                gateway,
                token)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void generatesTypeScriptClientsWhoseTypesAgree() {
    NodeTools.requireInstalled();
    SERVICES.forEach(CLIENTS::generateTypeScript);
    NodeTools.runInstalled("tsc", "--project", "tsconfig.json");
  }
}
