package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service offers can be reached through the one door. */
class RoutesE2E {

  private static final Path ROUTES =
      Path.of("../../gateway/src/main/resources/application.yml").toAbsolutePath().normalize();

  private final Platform platform = Platform.running();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "family-service",
        "basket-service",
        "training-service",
        "rights-service",
        "reporting-service"
      })
  void everyPathOfAServiceHasItsRoute(String service) throws IOException {
    List<String> prefixes = prefixesOf(service);
    List<String> unreachable =
        offeredBy(service).stream()
            .filter(path -> prefixes.stream().noneMatch(prefix -> isBelow(path, prefix)))
            .toList();
    assertThat(unreachable).isEmpty();
  }

  private List<String> offeredBy(String service) {
    String address = platform.gateway() + "/docs/openapi/" + service + ".json";
    var paths =
        Caller.send(HttpRequest.newBuilder(URI.create(address)).GET().build())
            .expect(200)
            .body()
            .get("paths")
            .propertyNames();
    assertThat(paths).isNotEmpty();
    return List.copyOf(paths);
  }

  /** The routes to a service are those whose address is its setting, whatever they are called. */
  private static List<String> prefixesOf(String service) throws IOException {
    String setting = service.replace("-service", "");
    return Pattern.compile("services\\." + setting + "}\\s+paths: (\\S+)")
        .matcher(Files.readString(ROUTES))
        .results()
        .flatMap(route -> Arrays.stream(route.group(1).split(",")))
        .map(pattern -> pattern.replace("/**", ""))
        .toList();
  }

  private static boolean isBelow(String path, String prefix) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }
}
