package org.retzef.reporting.indicator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.retzef.reporting.OwnDistrict;
import org.retzef.reporting.indicator.Attacker.Range;
import org.retzef.reporting.indicator.SubtractionAttack.Table;
import tools.jackson.databind.JsonNode;

/**
 * Asks in every way that there is, in one role, and writes down for the attacker between which
 * numbers each figure must be that an answer or a file shows. Fails where a figure is not rounded.
 *
 * @param time as in the address
 */
record Questions(OwnDistrict district, String token, Table table, String time, Attacker attacker) {

  static final Range NONE = new Range(0, 0);
  private static final Range MANY = new Range(SmallCells.K, Long.MAX_VALUE);
  private static final List<String> LEVELS = List.of("district", "authority", "department");

  void askForEverything(Collection<String> units) {
    for (String unit : units) {
      String question = table.code() + "?" + time + "&unit=" + unit;
      read(unit, null, district.get(token, "/api/v1/indicators/" + question));
      for (String by : List.of("district", "authority", "department", table.trait())) {
        String broken = question + "&by=" + by;
        read(unit, by, district.get(token, "/api/v1/indicators/" + broken));
        readFile(unit, by, file("/api/v1/exports/" + broken));
      }
      askForItAsAMonth(unit);
      table.values().forEach((code, value) -> askForAValue(code, value, unit));
    }
    if (time.startsWith("from=")) {
      return;
    }
    for (JsonNode item :
        district
            .get(token, "/api/v1/reports/headline?asOf=" + time.replace("to=", ""))
            .get("items")) {
      String code = item.get("code").asString();
      if (code.equals(table.code())) {
        seeShare("IL", "IL", item);
      } else if (table.values().containsKey(code)) {
        seeShare("IL", "IL " + table.values().get(code), item);
      }
    }
  }

  /** Among the months of the time and of those before. */
  private void askForItAsAMonth(String unit) {
    if (time.startsWith("from=")) {
      String question = table.code() + "?" + time.replace("-03-01", "-01-01") + "&by=month&unit=";
      for (JsonNode month :
          district.get(token, "/api/v1/indicators/" + question + unit).get("items")) {
        if (month.get("key").asString().equals(time.replaceFirst("from=(.{7}).*", "$1"))) {
          see(unit, month);
        }
      }
    }
  }

  private void askForAValue(String code, String value, String unit) {
    String question = "/api/v1/indicators/" + code + "?" + time + "&unit=" + unit;
    seeShare(unit, unit + " " + value, district.get(token, question).get("total"));
    for (String by : LEVELS) {
      for (JsonNode item : district.get(token, question + "&by=" + by).get("items")) {
        String below = item.get("key").asString();
        seeShare(below, below + " " + value, item);
      }
    }
  }

  /** A share tells both of its parts. */
  private void seeShare(String whole, String part, JsonNode item) {
    if (item.get("numerator").isNull()) {
      see(part, item);
      return;
    }
    see(part, item.get("numerator").asLong(), step(item));
    if (!item.get("denominator").isNull()) {
      see(whole, item.get("denominator").asLong(), step(item));
    }
  }

  private String file(String uri) {
    return new String(
        district
            .exchange(token, uri)
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody(),
        UTF_8);
  }

  private void read(String unit, String by, JsonNode answer) {
    see(unit, answer.get("total"));
    for (JsonNode item : answer.get("items")) {
      see(figure(unit, by, item.get("key").asString()), item);
    }
  }

  /** Where a figure is hidden there is somebody. */
  private void see(String figure, JsonNode item) {
    Long seen = figure(item);
    if (seen != null) {
      see(figure, seen, step(item));
    } else if (item.get("note").asString().equals("small-cell")) {
      attacker.seesAtLeast(figure, 1);
    }
  }

  /** What is rounded to that; no figure of one to four is shown. */
  private void see(String figure, long seen, long step) {
    assertThat(seen % step).as(figure + " of " + time).isZero();
    boolean counts = step == SmallCells.K;
    Range near = new Range(seen - step / 2, seen + (step - 1) / 2);
    attacker.sees(figure, counts ? near.and(seen == 0 ? NONE : MANY) : near);
  }

  private static long step(JsonNode item) {
    long step = item.get("roundedTo").asLong();
    return item.hasNonNull("amount") ? 100 * step : step;
  }

  /** A number, or agorot. */
  static Long figure(JsonNode item) {
    if (!item.get("value").isNull()) {
      return item.get("value").asLong();
    }
    return item.hasNonNull("amount") ? agorot(item.get("amount").asString()) : null;
  }

  private static long agorot(String amount) {
    return new BigDecimal(amount).movePointRight(2).longValueExact();
  }

  private void readFile(String unit, String by, String file) {
    file.lines()
        .skip(1)
        .map(line -> line.split(","))
        .filter(cells -> !cells[2].isEmpty())
        .forEach(
            cells -> {
              boolean money = cells[2].contains(".");
              long step = Long.parseLong(cells[10]);
              see(
                  figure(unit, by, cells[0]),
                  money ? agorot(cells[2]) : Long.parseLong(cells[2]),
                  money ? 100 * step : step);
            });
  }

  private static String figure(String unit, String by, String key) {
    return LEVELS.contains(by) || key.equals(unit) ? key : unit + " " + key;
  }
}
