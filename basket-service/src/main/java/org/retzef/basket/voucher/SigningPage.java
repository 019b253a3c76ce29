package org.retzef.basket.voucher;

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
 * The page on which staff sign vouchers on a phone. It holds nothing itself: its script signs the
 * reader in (authorization code with PKCE), keeps the token in memory and nowhere else, and calls
 * the API with it. There is no cookie, so nobody can make a browser sign.
 */
@Controller
@RequestMapping("/sign")
@EnableConfigurationProperties(SigningPage.SignIn.class)
class SigningPage {

  private final SignIn signIn;
  private final String policy;

  SigningPage(SignIn signIn) {
    this.signIn = signIn;
    this.policy =
        """
        default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self' %s; \
        form-action 'self' %s; base-uri 'none'; frame-ancestors 'none'; \
        require-trusted-types-for 'script'"""
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
    VoucherTexts texts = VoucherTexts.in(PageLanguage.of(request));
    return Rendering.view("sign")
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", policy)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .model(
            Map.of(
                "language", texts.language(),
                "direction", texts.direction(),
                "languages", VoucherTexts.LANGUAGES,
                "texts", texts.all(),
                "screens", List.of("wait", "list", "voucher", "done", "problem"),
                "signIn", signIn))
        .build();
  }

  @GetMapping("/signing.js")
  ResponseEntity<Resource> script() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/javascript;charset=UTF-8"))
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
        .body(new ClassPathResource("templates/signing.js"));
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }
}
