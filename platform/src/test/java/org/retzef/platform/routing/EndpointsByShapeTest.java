package org.retzef.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

class EndpointsByShapeTest {

  private final EndpointsByShape endpoints = new EndpointsByShape();

  EndpointsByShapeTest() {
    endpoints.setApplicationContext(new AnnotationConfigApplicationContext(Notes.class));
    endpoints.afterPropertiesSet();
  }

  @Test
  void findsAnEndpointAndWhatStandsInItsPath() {
    var exchange = exchange(HttpMethod.GET, "/notes/7/pages/3");

    assertThat(found(exchange)).isEqualTo("page");
    assertThat(exchange.<Object>getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE))
        .hasToString("{note=7, page=3}");
  }

  @Test
  void prefersAWordToAVariable() {
    assertThat(found(exchange(HttpMethod.GET, "/notes/latest"))).isEqualTo("latest");
    assertThat(found(exchange(HttpMethod.GET, "/notes/7"))).isEqualTo("one");
  }

  @Test
  void tellsTheSamePathApartByMethodAndContent() {
    assertThat(found(exchange(HttpMethod.DELETE, "/notes/7"))).isEqualTo("remove");
    assertThat(found(exchange(HttpMethod.POST, "/notes", "text/csv"))).isEqualTo("table");
    assertThat(found(exchange(HttpMethod.POST, "/notes", "text/plain"))).isEqualTo("text");
  }

  @Test
  void refusesAsSpringDoesWhatNoEndpointIsMeantFor() {
    assertThat(found(exchange(HttpMethod.GET, "/notes/7/pages"))).isNull();
    assertThatThrownBy(() -> found(exchange(HttpMethod.PUT, "/notes/7")))
        .isInstanceOf(MethodNotAllowedException.class);
    assertThatThrownBy(() -> found(exchange(HttpMethod.POST, "/notes", "image/png")))
        .isInstanceOf(UnsupportedMediaTypeStatusException.class);
  }

  @Test
  void answersAHeadLikeAGet() {
    assertThat(found(exchange(HttpMethod.HEAD, "/notes/7"))).isEqualTo("one");
  }

  private @Nullable String found(MockServerWebExchange exchange) {
    Object handler = endpoints.getHandler(exchange).block();
    return handler instanceof HandlerMethod method ? method.getMethod().getName() : null;
  }

  private static MockServerWebExchange exchange(HttpMethod method, String path) {
    return MockServerWebExchange.from(MockServerHttpRequest.method(method, path));
  }

  private static MockServerWebExchange exchange(HttpMethod method, String path, String content) {
    return MockServerWebExchange.from(
        MockServerHttpRequest.method(method, path).header("Content-Type", content).body("1"));
  }

  @RestController
  static class Notes {

    @GetMapping("/notes/{note}")
    void one() {}

    @GetMapping("/notes/latest")
    void latest() {}

    @GetMapping("/notes/{note}/pages/{page}")
    void page() {}

    @DeleteMapping("/notes/{note}")
    void remove() {}

    @PostMapping(path = "/notes", consumes = "text/csv")
    void table() {}

    @PostMapping(path = "/notes", consumes = "text/plain")
    void text() {}
  }
}
