package org.retzef.local.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.retzef.local.demo.Journal.Made;
import org.retzef.local.settings.Port;

/**
 * What families get out of their baskets, each asked for by one, approved and signed by another,
 * and delivered; after which the family is asked by SMS whether it came.
 */
final class Purchases {

  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final String DESK = "demo-desk";
  private static final String HEAD = "demo-head";
  private static final int MOST_ATTEMPTS = 3;
  private static final List<String> WHAT = List.of("FOOD", "ELECTRICITY", "INTERNET", "COMPUTER");
  private static final List<String> DESCRIBED =
      List.of(
          "סל מזון (הדגמה)",
          "חשבון חשמל (הדגמה)",
          "חיבור לאינטרנט (הדגמה)",
          "טאבלט ללימודים (הדגמה)");

  private final Desk desk;
  private final Size size;
  private final Progress progress;
  private final Map<String, String> baskets = new ConcurrentHashMap<>();

  Purchases(Desk desk, Size size, Progress progress) {
    this.desk = desk;
    this.size = size;
    this.progress = progress;
  }

  /**
   * Those of one part of the year.
   *
   * @param part from 0
   * @param of so many parts
   * @return how many there are by then
   */
  int make(List<String> families, LocalDate day, int part, int of) {
    progress.now("buying what families need");
    String vendor = desk.await(Port.BASKET, DESK, "/vendors", ID);
    List<Runnable> all = new ArrayList<>();
    int until = size.receipts() * (part + 1) / of;
    for (int i = size.receipts() * part / of; i < until; i++) {
      int number = i;
      all.add(() -> make(number, 0, families.get(number % families.size()), vendor, day));
    }
    desk.all(all);
    return until;
  }

  /**
   * @param attempts that a voucher has run out on, because the load was broken off over it
   */
  private void make(int number, int attempts, String family, String vendor, LocalDate day) {
    try {
      buy(number, "purchase/" + number + "/" + attempts + "/", family, vendor, day);
    } catch (Desk.Overtaken runOut) {
      if (attempts == MOST_ATTEMPTS) {
        throw runOut;
      }
      make(number, attempts + 1, family, vendor, day);
    }
  }

  private void buy(int number, String step, String family, String vendor, LocalDate day) {
    int what = number / size.shopping() % WHAT.size();
    Made request =
        desk.post(
            Port.BASKET,
            DESK,
            step + "request",
            "/baskets/" + basketOf(family) + "/requests",
            """
            {"aspect": "BASIC_NEEDS",
             "items": [{"category": "%s", "description": "%s", "amount": "%d.00"}]}
            """
                .formatted(WHAT.get(what), DESCRIBED.get(what), 300 + number * 7 % 600));
    String path = "/requests/" + request.id();
    Made decision =
        desk.post(
            Port.BASKET,
            HEAD,
            step + "decision",
            path + "/decisions",
            "{\"decision\": \"APPROVE\"}",
            request.version());
    Made voucher =
        desk.post(
            Port.BASKET,
            DESK,
            step + "voucher",
            path + "/vouchers",
            "{\"vendorId\": \"%s\"}".formatted(vendor),
            decision.version());
    String ordered = "/vouchers/" + voucher.id();
    Made signature =
        desk.post(
            Port.BASKET, HEAD, step + "signature", ordered + "/signature", "{}", voucher.version());
    desk.post(
        Port.BASKET,
        DESK,
        step + "delivery",
        ordered + "/delivery",
        "{\"deliveredOn\": \"%s\"}".formatted(day),
        signature.version());
    progress.step(1);
  }

  /** It opens by itself, a moment after the family is enrolled. */
  private String basketOf(String family) {
    return baskets.computeIfAbsent(
        family, id -> desk.await(Port.BASKET, DESK, "/baskets?familyId=" + id, ID));
  }
}
