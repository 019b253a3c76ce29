package org.retzef.reporting.indicator;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.retzef.reporting.OwnDistrict;

/** Of departments with few families or many, in the districts of a test. */
final class FewFamilies {

  private FewFamilies() {}

  static int few(Random random) {
    return List.of(0, 1, 2, 4, 7, 12).get(random.nextInt(6));
  }

  static int many(Random random) {
    return random.nextInt(8, 20);
  }

  static List<UUID> ids(int many) {
    return Stream.generate(UUID::randomUUID).limit(many).toList();
  }

  static void enrol(OwnDistrict district, String department, String track, int many, String day) {
    String unit = district + department;
    for (int i = 0; i < many; i++) {
      UUID family = UUID.randomUUID();
      district.tell(
          "family.enrolled",
          family,
          """
          {"familyId": "%s", "enrolmentId": "%s", "unit": "%s", "programme": "NOSHMIM",
           "track": "%s", "status": "ACTIVE", "startDate": "%s"}
          """
              .formatted(family, UUID.randomUUID(), unit, track, day));
    }
  }

  /** What the nth of them is paid, in ILS. */
  static long paid(int nth) {
    return 4_000 + nth;
  }

  static void pay(
      OwnDistrict district, String department, String track, List<UUID> whom, String day) {
    for (int i = 0; i < whom.size(); i++) {
      UUID payment = UUID.randomUUID();
      district.tell(
          "payment.recorded",
          payment,
          """
          {"paymentId": "%s", "familyId": "%s", "unit": "%s", "track": "%s",
           "categories": ["FOOD"], "amount": "%d.00", "paidOn": "%s"}
          """
              .formatted(payment, whom.get(i), district + department, track, paid(i), day));
    }
  }
}
