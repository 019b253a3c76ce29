package org.retzef.family.registration;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Made-up families for tests; the id numbers only have valid check digits. */
public final class Requests {

  public static final String DEPARTMENT = "IL.SOUTH.A2630.D1";

  private static final AtomicInteger MOTHERS = new AtomicInteger(20_000_000);

  private Requests() {}

  /** A mother and two children who speak Arabic. */
  public static String family() {
    return family(Map.of());
  }

  /** The same, of a mother whom no other request names: nobody is enrolled with two families. */
  public static String ofOthers() {
    return ofOthers(Map.of());
  }

  /** As {@link #ofOthers()}, with some texts exchanged. */
  public static String ofOthers(Map<String, String> exchanged) {
    Map<String, String> all = new HashMap<>(exchanged);
    all.put("123456782", NationalIds.of(MOTHERS.getAndIncrement()));
    return family(all);
  }

  /** The same with some texts exchanged: {@code family(Map.of("2015-03-01", "2999-01-01"))}. */
  public static String family(Map<String, String> exchanged) {
    String json =
        """
        {"unit": "IL.SOUTH.A2630.D1", "preferredLanguage": "ar", "phone": "050-123-4567",
         "address": {"street": "הגפן 3", "city": "קריית גת", "postcode": "8202601"},
         "members": [
           {"givenName": "سلمى", "familyName": "אלדוגמה", "nationalId": "123456782",
            "birthDate": "1988-05-20", "sex": "FEMALE", "relation": "HEAD"},
           {"givenName": "رامي", "familyName": "אלדוגמה",
            "birthDate": "2015-03-01", "sex": "MALE", "relation": "CHILD"},
           {"givenName": "نور", "familyName": "אלדוגמה",
            "birthDate": "2018-11-11", "sex": "FEMALE", "relation": "CHILD"}]}
        """;
    for (var exchange : exchanged.entrySet()) {
      json = json.replace(exchange.getKey(), exchange.getValue());
    }
    return json;
  }

  /** A mother and so many children that the household counts as many people. */
  public static String ofMany(int people) {
    String child =
        """
        , {"givenName": "נועם", "familyName": "אלדוגמה", "birthDate": "2015-03-01",
           "sex": "MALE", "relation": "CHILD"}"""
            .repeat(people - 3);
    return ofOthers(Map.of("\"CHILD\"}]}", "\"CHILD\"}" + child + "]}"));
  }

  /** Somebody who joins a family: a grandmother, since 10 January 2024. */
  public static String newcomer(String nationalId) {
    return """
    {"givenName": "فاطمة", "familyName": "אלדוגמה", "nationalId": "%s",
     "birthDate": "1960-02-02", "sex": "FEMALE", "relation": "PARENT", "joinedOn": "2024-01-10"}
    """
        .formatted(nationalId);
  }
}
