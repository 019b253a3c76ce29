package org.retzef.reporting.dashboard;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

/**
 * The page of pictures, and the newsletter for print. Their script signs the reader in
 * (authorization code with PKCE), keeps the token in memory and nowhere else, and calls the API
 * with it.
 */
@Controller
@RequestMapping("/dashboard")
@EnableConfigurationProperties(DashboardPage.SignIn.class)
class DashboardPage {

  /** The pictures, in their order; each has a title of its own in the texts. */
  private static final List<String> PICTURES =
      List.of("districts", "plan", "money", "categories", "receipts", "rights", "trainings");

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private final SignIn signIn;
  private final String policy;

  DashboardPage(SignIn signIn) {
    this.signIn = signIn;
    this.policy =
        """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
        connect-src 'self' %s; base-uri 'none'; form-action 'self' %s; frame-ancestors 'none'"""
            .formatted(origin(signIn.token()), origin(signIn.end()));
  }

  /**
   * Where staff sign in.
   *
   * @param end the provider's {@code end_session_endpoint}
   */
  @ConfigurationProperties("retzef.sign-in")
  record SignIn(String clientId, URI authorization, URI token, URI end) {}

  @GetMapping
  Rendering show(ServerHttpRequest request) {
    return page("dashboard", request).modelAttribute("pictures", PICTURES).build();
  }

  /**
   * The newsletter's figures of a day, for print.
   *
   * @param asOf today, if left out; the API refuses what is no day
   */
  @GetMapping("/newsletter")
  Rendering newsletter(ServerHttpRequest request, @RequestParam(defaultValue = "") String asOf) {
    return page("newsletter", request)
        .modelAttribute("day", DAY.matcher(asOf).matches() ? "&asOf=" + asOf : "")
        .build();
  }

  private Rendering.Builder<?> page(String view, ServerHttpRequest request) {
    DashboardTexts texts = DashboardTexts.of(request);
    return Rendering.view(view)
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", policy)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .modelAttribute("language", texts.language())
        .modelAttribute("direction", texts.direction())
        .modelAttribute("languages", DashboardTexts.LANGUAGES)
        .modelAttribute("texts", texts.all())
        .modelAttribute("signIn", signIn);
  }

  @GetMapping({"/dashboard.js", "/newsletter.js", "/reader.js"})
  ResponseEntity<Resource> script(ServerHttpRequest request) {
    return file("templates/" + name(request), "text/javascript;charset=UTF-8");
  }

  @GetMapping({"/dashboard.css", "/newsletter.css"})
  ResponseEntity<Resource> style(ServerHttpRequest request) {
    return file("templates/" + name(request), "text/css;charset=UTF-8");
  }

  /** One of the names above: no other is led here. */
  private static String name(ServerHttpRequest request) {
    return Path.of(request.getPath().value()).getFileName().toString();
  }

  @GetMapping("/echarts.js")
  ResponseEntity<Resource> pictures() {
    return file("echarts/echarts.min.js", "text/javascript;charset=UTF-8");
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  private static ResponseEntity<Resource> file(String path, String type) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
        .body(new ClassPathResource(path));
  }
}
