package org.retzef.endtoend;

import java.util.List;

/** The ministry's agreement with a partner to whom rows go back, and by law to the bureau. */
record Agreement(Caller national, String code) {

  /**
   * Makes one and takes it through its stages.
   *
   * @param what its code begins with
   * @param reads where, what and in which bands, as JSON members
   */
  static Agreement live(Platform platform, String what, String partner, String reads) {
    String code = what + "-" + Long.toString(System.nanoTime(), 36);
    var agreement = new Agreement(new Caller(platform, "national"), code);
    agreement.isMade(partner, reads);
    List.of("LEGAL", "INFORMATION_SYSTEMS", "DATA_RESEARCH", "PILOT", "LIVE")
        .forEach(agreement::comesTo);
    return agreement;
  }

  /** Everything that may be agreed, of the whole country. */
  static Agreement ofEverything(Platform platform, String what) {
    return live(
        platform,
        what,
        "WELFARE-DATA",
        """
        "unit": "IL", "place": "AUTHORITY",
        "fields": ["PLACE", "PROGRAMME", "TRACK", "STATUS", "ENROLLED_IN", "LANGUAGE",
                   "HEAD_AGE", "YOUNGEST_AGE", "MEMBERS", "MINORS"],
        "ageBands": [0, 6, 18, 25, 45, 65]
        """);
  }

  private void isMade(String partner, String reads) {
    national
        .post(
            "/api/v1/sharing-agreements",
            """
            {"code": "%s", "terms": {"partner": "%s", "audience": "POLICY_MAKERS",
             "legalBasis": "LAW",
             "answers": {"pooled": true, "throughBureau": true, "returned": true,
                         "sharedAccess": true, "processedOnly": false, "wholePicture": true},
             "validFrom": "2020-01-01", "validUntil": "%s", %s}}
            """
                .formatted(code, partner, Platform.today().plusYears(1), reads))
        .expect(201);
  }

  private void comesTo(String stage) {
    national
        .change(
            path() + "/stage",
            "{\"stage\": \"%s\"}".formatted(stage),
            national.get(path()).expect(200).eTag())
        .expect(200);
  }

  String path() {
    return "/api/v1/sharing-agreements/" + code;
  }

  String topic() {
    return "retzef.share." + code;
  }
}
