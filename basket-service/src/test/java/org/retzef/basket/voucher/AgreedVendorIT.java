package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.today;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.AskedBasket;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;

/** A voucher is issued to a vendor by its agreement: where it delivers, what, and at what price. */
@RetzefIT
class AgreedVendorIT {

  @RegisterExtension final ApprovedPurchase purchase = new ApprovedPurchase();

  @Test
  void refusesAVendorOfAnotherDistrictAndSaysWhereItDelivers() {
    String vendor = newVendor();
    Answers.refused(
        purchase.manager().post("/vendors", "{\"code\":\"VENDOR-DEMO\",\"name\":\"x\"}"),
        409,
        "vendor-exists");
    Answers.refused(purchase.issue(purchase.request(), vendor), 409, "vendor-not-agreed");
    agrees(vendor, "{\"unit\":\"IL.JERUSALEM\",\"firstDay\":\"2020-01-01\"}");
    agrees(
        vendor,
        "{\"unit\":\"IL.SOUTH\",\"firstDay\":\"2020-01-01\",\"lastDay\":\"%s\"}"
            .formatted(today().minusDays(1)));
    purchase
        .issue(purchase.request(), vendor)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("vendor-not-agreed")
        .jsonPath("$.detail")
        .value(
            detail ->
                assertThat((String) detail)
                    .contains("IL.SOUTH.A2630.D1", "IL.JERUSALEM 2020-01-01"));
    String agreement =
        agrees(vendor, "{\"unit\":\"IL.SOUTH\",\"firstDay\":\"%s\"}".formatted(today()));
    Answers.id(purchase.issue(purchase.request(), vendor));
    String path = "/vendors/" + vendor + "/agreements/" + agreement;
    purchase
        .manager()
        .patch(path, "{\"lastDay\":\"%s\"}".formatted(today().minusDays(9)), "\"1\"")
        .expectStatus()
        .isBadRequest();
    purchase
        .manager()
        .patch(path, "{\"lastDay\":\"%s\"}".formatted(today()), "\"1\"")
        .expectStatus()
        .isOk();
    purchase.worker().post("/vendors/" + vendor + "/agreements", "{}").expectStatus().isForbidden();
    assertThat(purchase.worker().read("/vendors/" + vendor + "/agreements").get("items"))
        .hasSize(3);
  }

  @Test
  void refusesAPriceAboveTheListAndACategoryThatIsNotInTheAgreement() {
    String vendor = newVendor();
    agrees(
        vendor,
        """
        {"unit": "IL", "firstDay": "2020-01-01", "categories": ["HEALTH"],
         "prices": [{"category": "HEALTH", "purpose": "GLASSES", "price": "400.00"}]}
        """);
    assertThat(
            Answers.faults(
                purchase
                    .manager()
                    .post(
                        "/vendors/" + vendor + "/agreements",
                        """
                        {"unit": "IL", "firstDay": "2020-01-01", "categories": ["HEALTH", "HELTH"],
                         "prices": [{"category": "HELTH", "purpose": "GLASSES", "price": "4.00"}]}
                        """)))
        .containsExactlyInAnyOrder(
            "categories[1] category-unknown", "prices[0].category category-unknown");
    Answers.refused(purchase.issue(purchase.request(), vendor), 409, "price-not-agreed");
    String dear = purchase.approved(request("HEALTH", "GLASSES", "400.01"));
    Answers.refused(purchase.issue(dear, vendor), 409, "price-not-agreed");
    Answers.id(purchase.issue(purchase.approved(request("HEALTH", "GLASSES", "400.00")), vendor));
    String vague = purchase.approved(AskedBasket.request("HEALTH", "5.00"));
    Answers.refused(purchase.issue(vague, vendor), 409, "price-not-agreed");
    Answers.id(purchase.issue(purchase.approved(request("HEALTH", "DENTURE", "900.00")), vendor));
  }

  @Test
  void ordersFromTheVendorThatWasApprovedAndSaysWhichThatIs() {
    String approved = newVendor("החנות של שרה");
    String other = newVendor();
    List.of(approved, other)
        .forEach(vendor -> agrees(vendor, "{\"unit\":\"IL\",\"firstDay\":\"2020-01-01\"}"));
    String request = purchase.approved(from("null", "\"" + approved + "\""));
    purchase
        .issue(request, other)
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("vendor-not-approved")
        .jsonPath("$.detail")
        .value(detail -> assertThat((String) detail).contains("החנות של שרה"));
    Answers.id(purchase.issue(request, approved));
    assertThat(
            Answers.faults(
                purchase
                    .worker()
                    .post(
                        "/baskets/" + purchase.basket() + "/requests",
                        from("\"" + approved + "\"", "\"" + other + "\""))))
        .containsExactly("items[1].vendorId one-vendor-a-request");
  }

  private static String from(String first, String second) {
    return """
        {"aspect": "BASIC_NEEDS",
         "items": [{"category": "FOOD", "description": "x", "amount": "1.00", "vendorId": %s},
                   {"category": "FOOD", "description": "y", "amount": "2.00", "vendorId": %s}]}
        """
        .formatted(first, second);
  }

  private String newVendor() {
    return newVendor("ספק");
  }

  private String newVendor(String name) {
    return Answers.id(
        purchase
            .manager()
            .post(
                "/vendors",
                "{\"code\":\"V-%s\",\"name\":\"%s\"}"
                    .formatted(UUID.randomUUID().toString().toUpperCase().substring(0, 13), name)));
  }

  private String agrees(String vendor, String body) {
    return Answers.id(purchase.manager().post("/vendors/" + vendor + "/agreements", body));
  }

  private static String request(String category, String purpose, String amount) {
    return """
        {"aspect": "BASIC_NEEDS",
         "items": [{"category": "%s", "purpose": "%s", "description": "x", "amount": "%s"}]}
        """
        .formatted(category, purpose, amount);
  }
}
