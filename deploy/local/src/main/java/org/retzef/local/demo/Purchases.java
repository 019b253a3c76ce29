package org.retzef.local.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  /** So many purchases a call; each call is a transaction, and so many of them run at once. */
  private static final int TOGETHER = 50;

  private static final int CALLS_AT_ONCE = 4;

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
    for (int i = size.receipts() * part / of; i < until; i += TOGETHER) {
      List<Purchase> some =
          IntStream.range(i, Math.min(i + TOGETHER, until))
              .mapToObj(number -> new Purchase(number, families.get(number % families.size())))
              .toList();
      all.add(() -> make(some, 0, vendor, day));
    }
    desk.all(all, CALLS_AT_ONCE);
    return until;
  }

  private record Purchase(int number, String family) {}

  /** A purchase on its way, with what its last step has made. */
  private record Under(Purchase purchase, Made made) {}

  /**
   * @param attempts that a voucher has run out on, because the load was broken off over it
   */
  private void make(List<Purchase> some, int attempts, String vendor, LocalDate day) {
    List<Purchase> refused = buy(some, attempts, vendor, day);
    progress.step(some.size() - refused.size());
    if (!refused.isEmpty() && attempts == MOST_ATTEMPTS) {
      throw new Desk.Overtaken("So many purchases were refused: " + refused.size());
    }
    if (!refused.isEmpty()) {
      make(refused, attempts + 1, vendor, day);
    }
  }

  /** Gives those that were refused on their way. */
  private List<Purchase> buy(List<Purchase> some, int attempts, String vendor, LocalDate day) {
    String step = "purchases/%d/%d/".formatted(some.getFirst().number(), attempts);
    List<Under> asked =
        call(DESK, step + "requests", "/requests", "requests", fresh(some), this::request);
    List<Under> approved =
        call(HEAD, step + "decisions", "/requests/decisions", "decisions", asked, this::approval);
    List<Under> ordered =
        call(
            DESK,
            step + "vouchers",
            "/vouchers",
            "vouchers",
            approved,
            one -> order(one.made(), vendor));
    List<Under> signed =
        call(HEAD, step + "signatures", "/vouchers/signatures", "vouchers", ordered, this::voucher);
    List<Under> delivered =
        call(
            DESK,
            step + "deliveries",
            "/vouchers/deliveries",
            "deliveries",
            signed,
            one -> delivery(one.made(), day));
    List<Purchase> refused = new ArrayList<>(some);
    delivered.forEach(one -> refused.remove(one.purchase()));
    return refused;
  }

  private static List<Under> fresh(List<Purchase> some) {
    return some.stream().map(one -> new Under(one, new Made("", 0))).toList();
  }

  /** One step of many purchases in one call; those that were refused go no further. */
  private List<Under> call(
      String who,
      String step,
      String path,
      String list,
      List<Under> some,
      Function<Under, String> row) {
    if (some.isEmpty()) {
      return some;
    }
    String rows = some.stream().map(row).collect(Collectors.joining(",\n"));
    String json = "{\"%s\": [%s]}".formatted(list, rows);
    Map<Integer, Made> made = desk.postRows(Port.BASKET, who, step, path, json);
    List<Under> done = new ArrayList<>();
    made.forEach((number, what) -> done.add(new Under(some.get(number).purchase(), what)));
    return done;
  }

  private String request(Under one) {
    int number = one.purchase().number();
    int what = number / size.shopping() % WHAT.size();
    return """
    {"basketId": "%s", "request": {"aspect": "BASIC_NEEDS",
     "items": [{"category": "%s", "description": "%s", "amount": "%d.00"}]}}"""
        .formatted(
            basketOf(one.purchase().family()),
            WHAT.get(what),
            DESCRIBED.get(what),
            300 + number * 7 % 600);
  }

  private String approval(Under one) {
    return "{\"requestId\": \"%s\", \"version\": %d, \"decision\": \"APPROVE\"}"
        .formatted(one.made().id(), one.made().version());
  }

  private static String order(Made approved, String vendor) {
    return "{\"requestId\": \"%s\", \"vendorId\": \"%s\"}".formatted(approved.id(), vendor);
  }

  private String voucher(Under one) {
    return "{\"voucherId\": \"%s\", \"version\": %d}"
        .formatted(one.made().id(), one.made().version());
  }

  private static String delivery(Made signed, LocalDate day) {
    return "{\"voucherId\": \"%s\", \"version\": %d, \"deliveredOn\": \"%s\"}"
        .formatted(signed.id(), signed.version(), day);
  }

  /** It opens by itself, a moment after the family is enrolled. */
  private String basketOf(String family) {
    return baskets.computeIfAbsent(
        family, id -> desk.await(Port.BASKET, DESK, "/baskets?familyId=" + id, ID));
  }
}
