package org.retzef.gateway.portal;

import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Serves the portal: nothing on its pages comes from elsewhere. */
@RestController
final class Portal {

  private static final String CLOSED =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /** Swagger UI draws its signs from the style sheet, and calls the API where it is tried. */
  private static final String WITH_SCRIPT =
      CLOSED + "; script-src 'self'; img-src data:; connect-src 'self'";

  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
  private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");
  private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");

  private final Map<String, File> files;
  private final EventCatalogue events;
  private final Pages pages;

  private record File(Resource content, MediaType type) {}

  Portal(EventCatalogue events, Pages pages) throws IOException {
    this.events = events;
    this.pages = pages;
    String swagger = swagger();
    this.files =
        Map.of(
            "portal.css",
            own("portal.css", CSS),
            "portal.js",
            own("portal.js", SCRIPT),
            "swagger-ui.css",
            new File(new ClassPathResource(swagger + "swagger-ui.css"), CSS),
            "swagger-ui.js",
            new File(new ClassPathResource(swagger + "swagger-ui-bundle.js"), SCRIPT));
  }

  /** Where the library lies, of the version that it was built with. */
  private static String swagger() throws IOException {
    Properties built =
        PropertiesLoaderUtils.loadProperties(
            new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties"));
    return "META-INF/resources/webjars/swagger-ui/" + built.getProperty("version") + "/";
  }

  private static File own(String name, MediaType type) {
    return new File(new ClassPathResource("portal/" + name), type);
  }

  @GetMapping("/docs")
  ResponseEntity<Resource> operations() {
    return ResponseEntity.ok()
        .contentType(HTML)
        .header("Content-Security-Policy", WITH_SCRIPT)
        .body(new ClassPathResource("portal/portal.html"));
  }

  /** {@code events}, {@code changelog} or {@code deprecation}. */
  @GetMapping("/docs/{name:events|changelog|deprecation}")
  Mono<ResponseEntity<String>> page(@PathVariable String name) {
    return pages
        .html(name)
        .map(
            html ->
                ResponseEntity.ok()
                    .contentType(HTML)
                    .header("Content-Security-Policy", CLOSED)
                    .body(html));
  }

  @GetMapping("/docs/{name:[a-z-]+\\.(?:css|js)}")
  ResponseEntity<Resource> file(@PathVariable String name) throws IOException {
    File file = files.get(name);
    if (file == null) {
      throw notFound();
    }
    return ResponseEntity.ok()
        .contentType(file.type())
        .cacheControl(CacheControl.noCache())
        .lastModified(file.content().lastModified())
        .body(file.content());
  }

  /** The event catalogue for programs: AsyncAPI 3.0. */
  @GetMapping(path = "/docs/asyncapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<String> asyncApi() {
    return events.json();
  }

  /** Where an event's header {@code ce_dataschema} leads. */
  @GetMapping(path = "/docs/events/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
  Resource event(@PathVariable String name) {
    Resource file = new ClassPathResource("portal/events/" + name);
    if (!name.endsWith(".json") || !file.exists()) {
      throw notFound();
    }
    return file;
  }

  private static Refusal notFound() {
    return new Refusal(Kind.NOT_FOUND, "not-found");
  }
}
