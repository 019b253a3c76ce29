package org.retzef.reporting.dashboard;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;

/**
 * The page of pictures. Its script signs the reader in (authorization code with PKCE), keeps the
 * token in memory and nowhere else, and calls the API with it.
 */
@Controller
@RequestMapping("/dashboard")
@EnableConfigurationProperties(DashboardPage.SignIn.class)
class DashboardPage {

  /** The pictures, in their order; each has a title of its own in the texts. */
  private static final List<String> PICTURES =
      List.of(
          "districts", "plan", "money", "sources", "categories", "receipts", "rights", "trainings");

  private final SignIn signIn;
  private final String policy;

  DashboardPage(SignIn signIn) {
    this.signIn = signIn;
    this.policy =
        """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
        connect-src 'self' %s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"""
            .formatted(signIn.token().getScheme() + "://" + signIn.token().getRawAuthority());
  }

  /** Where staff sign in. */
  @ConfigurationProperties("retzef.sign-in")
  record SignIn(String clientId, URI authorization, URI token) {}

  @GetMapping
  Rendering show(ServerHttpRequest request) {
    DashboardTexts texts = DashboardTexts.of(request);
    return Rendering.view("dashboard")
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", policy)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .model(
            Map.of(
                "language",
                texts.language(),
                "direction",
                texts.direction(),
                "languages",
                DashboardTexts.LANGUAGES,
                "texts",
                texts.all(),
                "pictures",
                PICTURES,
                "signIn",
                signIn))
        .build();
  }

  @GetMapping("/dashboard.js")
  ResponseEntity<Resource> script() {
    return file("templates/dashboard.js", "text/javascript;charset=UTF-8");
  }

  @GetMapping("/dashboard.css")
  ResponseEntity<Resource> style() {
    return file("templates/dashboard.css", "text/css;charset=UTF-8");
  }

  @GetMapping("/echarts.js")
  ResponseEntity<Resource> pictures() {
    return file("echarts/echarts.min.js", "text/javascript;charset=UTF-8");
  }

  private static ResponseEntity<Resource> file(String path, String type) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
        .body(new ClassPathResource(path));
  }
}
