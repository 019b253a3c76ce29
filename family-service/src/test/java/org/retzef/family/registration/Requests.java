package org.retzef.family.registration;

import java.util.Map;

/** Made-up families for tests; the id numbers only have valid check digits. */
public final class Requests {

  public static final String DEPARTMENT = "IL.SOUTH.A2630.D1";

  private Requests() {}

  /** A mother and two children who speak Arabic. */
  public static String family() {
    return family(Map.of());
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
}
