package org.retzef.reporting.sharing.screen;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.organisation.UnitNames;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.retzef.reporting.sharing.agreement.SharingAgreements;
import org.retzef.reporting.sharing.suppression.SharedSet;
import org.retzef.reporting.sharing.suppression.SharedSets;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The page behind a screen's link: counts in whole groups, never a row of a family. */
@Controller
@RequestMapping("/s")
class ScreenPage {

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /** A year of monthly releases, and the one before it to tell the first change. */
  private static final int RELEASES = 13;

  private final Screens screens;
  private final SharingAgreements agreements;
  private final SharedSets sets;
  private final UnitNames names;
  private final Clock clock;

  ScreenPage(
      Screens screens,
      SharingAgreements agreements,
      SharedSets sets,
      UnitNames names,
      Clock clock) {
    this.screens = screens;
    this.agreements = agreements;
    this.sets = sets;
    this.names = names;
    this.clock = clock;
  }

  @GetMapping("/{secret}")
  Mono<Rendering> show(@PathVariable String secret, ServerHttpRequest request) {
    ScreenTexts texts = ScreenTexts.of(request);
    return Mono.just(new ScreenLink(secret))
        .filter(ScreenLink::isWellFormed)
        .flatMap(screens::agreementOf)
        .flatMap(agreements::withKeys)
        .map(SharingAgreements.WithKeys::agreement)
        .filter(agreement -> agreement.terms().answers().sharedAccess())
        .flatMap(agreement -> screen(agreement, texts))
        .map(screen -> render(HttpStatus.OK, screen, texts))
        .switchIfEmpty(Mono.fromSupplier(() -> render(HttpStatus.NOT_FOUND, null, texts)));
  }

  private Mono<Screen> screen(SharingAgreement agreement, ScreenTexts texts) {
    if (!agreement.isReadableOn(LocalDate.now(clock))) {
      return Mono.just(Screen.closed(agreement));
    }
    return sets.newest(agreement, RELEASES)
        .collectList()
        .flatMap(
            newest ->
                names
                    .of(places(newest))
                    .map(places -> Screen.of(agreement, newest, places, texts)));
  }

  private static List<String> places(List<SharedSet> newest) {
    return newest.stream()
        .limit(1)
        .flatMap(set -> set.items().stream())
        .map(SharedSet.Row::place)
        .toList();
  }

  private static Rendering render(HttpStatus status, @Nullable Screen screen, ScreenTexts texts) {
    Map<String, Object> model = new HashMap<>();
    model.put("texts", texts);
    model.put("languages", ScreenTexts.LANGUAGES);
    if (screen != null) {
      model.put("screen", screen);
    }
    return Rendering.view("screen")
        .status(status)
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .model(model)
        .build();
  }
}
