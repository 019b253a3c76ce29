package org.retzef.basket.voucher;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.category.Categories;
import org.retzef.basket.category.Category;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The page behind a voucher's QR code: whether it is good, for what and until when. It tells
 * nothing of the family, not even what exactly was ordered.
 */
@Controller
class VoucherPage {

  private static final Pattern TOKEN = Pattern.compile("[0-9a-z]{25}");

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final Vouchers vouchers;
  private final VoucherSigning signing;
  private final Categories categories;
  private final Clock clock;

  VoucherPage(Vouchers vouchers, VoucherSigning signing, Categories categories, Clock clock) {
    this.vouchers = vouchers;
    this.signing = signing;
    this.categories = categories;
    this.clock = clock;
  }

  private record Seen(Voucher voucher, VoucherStanding standing, List<Category> categories) {}

  @GetMapping("/v/{token}")
  Mono<Rendering> show(@PathVariable String token, ServerWebExchange exchange) {
    VoucherTexts texts = VoucherTexts.in(PageLanguage.of(exchange.getRequest()));
    return find(token)
        .map(seen -> render(texts, seen.standing(), seen))
        .defaultIfEmpty(render(texts, VoucherStanding.NOT_FOUND, null));
  }

  private Mono<Seen> find(String token) {
    return TOKEN.matcher(token).matches()
        ? vouchers.idOfToken(token).flatMap(vouchers::find).flatMap(this::look)
        : Mono.empty();
  }

  private Mono<Seen> look(Voucher voucher) {
    Voucher.Signature signature = voucher.signature();
    Mono<Optional<SignatureView.Fault>> fault =
        signature == null ? Mono.just(Optional.empty()) : signing.faultOf(voucher, signature);
    return fault
        .map(found -> VoucherStanding.of(voucher, found, LocalDate.now(clock)))
        .zipWith(categories.of(voucher.categories()).collectList())
        .map(found -> new Seen(voucher, found.getT1(), found.getT2()));
  }

  private static Rendering render(
      VoucherTexts texts, VoucherStanding standing, @Nullable Seen seen) {
    Map<String, Object> model = new HashMap<>();
    model.put("language", texts.language());
    model.put("direction", texts.direction());
    model.put("languages", VoucherTexts.LANGUAGES);
    model.put("texts", texts.all());
    model.put("standing", standing.name());
    model.put("details", seen == null ? List.of() : details(texts, seen));
    if (seen != null && standing == VoucherStanding.NOT_SIGNED) {
      model.put("signAt", "/sign?lang=" + texts.language() + "#" + seen.voucher().id());
    }
    return Rendering.view("voucher")
        .status(standing == VoucherStanding.NOT_FOUND ? HttpStatus.NOT_FOUND : HttpStatus.OK)
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .model(model)
        .build();
  }

  /** Pairs of a text's key and a value. */
  private static List<Map<String, String>> details(VoucherTexts texts, Seen seen) {
    Voucher voucher = seen.voucher();
    List<Map<String, String>> details = new ArrayList<>();
    details.add(detail("vendor", voucher.vendorName()));
    details.add(detail("what", texts.namesOf(seen.categories())));
    details.add(detail("amount", texts.inShekels(voucher.amount())));
    if (seen.standing() == VoucherStanding.GOOD_FOR_THE_REST) {
      details.add(detail("rest", texts.inShekels(voucher.toDeliver())));
    }
    details.add(detail("issued-on", texts.date(voucher.issuedOn())));
    if (voucher.validUntil() != null) {
      details.add(detail("valid-until", texts.date(voucher.validUntil())));
    }
    return details;
  }

  private static Map<String, String> detail(String key, String value) {
    return Map.of("key", key, "value", value);
  }
}
