package org.retzef.family.familyimport;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.retzef.family.FamilyDesk;
import org.retzef.family.registration.Requests;
import tools.jackson.databind.JsonNode;

/** Made-up files of families, and what became of them. No two tests have the same ones. */
final class ImportFiles {

  static final String HEADER =
      "familyKey,unit,preferredLanguage,phone,street,city,postcode,givenName,familyName,nationalId,"
          + "birthDate,sex,relation\n";

  final String prefix = UUID.randomUUID().toString().substring(0, 8);

  private final FamilyDesk desk;

  ImportFiles(FamilyDesk desk) {
    this.desk = desk;
  }

  /** A mother and a child in two rows of CSV. */
  String family(String key) {
    String id = prefix + key;
    return id
        + ",IL.SOUTH.A2630.D1,he,050-1234567,\"הגפן 3, כניסה \"\"ב\"\"\",קריית גת,8202601,"
        + "דנה,ייבוא,,1990-01-01,FEMALE,HEAD\n"
        + id
        + ",,,,,,,נועם,ייבוא,,2015-03-01,MALE,CHILD\n";
  }

  /** A family as a line of JSON. */
  String line(String key) {
    return line(key, Requests.ofOthers());
  }

  /** A family that is registered by this request, as a line of JSON. */
  String line(String key, String family) {
    return "{\"familyKey\": \"%s\", %s\n"
        .formatted(prefix + key, family.strip().substring(1).replace("\n", " "));
  }

  JsonNode awaitDone(String id) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> desk.get("family-imports/" + id).expect(200).body(),
            found -> found.get("state").asString().equals("DONE"));
  }

  static List<String> faults(JsonNode imported) {
    return imported
        .get("faults")
        .valueStream()
        .map(
            f ->
                f.get("row").asInt()
                    + " "
                    + f.get("field").asString()
                    + ": "
                    + f.get("code").asString())
        .toList();
  }
}
