package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.money.Money;
import org.retzef.basket.receipt.ReceiptOverride.Reason;
import org.retzef.basket.voucher.ReceiptAnswer;
import org.retzef.platform.caller.UnitPath;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other services are written against these files: what is told must be what they promise. */
class ReceiptEventContractTest {

  private static final Path CONTRACTS = Path.of("../docs/events");

  private static final Receipt RECEIPT =
      new Receipt(
          UUID.fromString("018f3b61-2e43-7f61-8c5e-8c3f4d5e6f70"),
          UUID.fromString("018f3b62-3f54-7072-9d6f-9d405e6f7081"),
          UUID.fromString("018f3b63-4065-7183-8e70-ae516f708192"),
          UUID.fromString("018f3b64-5176-7294-9f81-bf62708192a3"),
          UUID.fromString("018f3b5e-7a10-7c3e-9d2b-5f0c1a2b3c4d"),
          new UnitPath("IL.SOUTH.A2630.D1"),
          List.of("COMPUTER"),
          ReceiptStatus.SENT,
          Language.AR,
          Instant.EPOCH,
          null,
          null,
          Instant.EPOCH,
          1);

  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void tellsTheQuestionAsItsContractSays() throws IOException {
    assertIsAsAgreed(ReceiptEvent.Asked.of(RECEIPT, LocalDate.of(2026, 2, 3)));
  }

  @Test
  void tellsTheAnswerAsItsContractSays() throws IOException {
    assertIsAsAgreed(answered(ReceiptAnswer.YES, Receipt.Channel.PAGE));
  }

  @Test
  void tellsEveryAnswerByEveryWay() throws IOException {
    for (ReceiptAnswer answer : ReceiptAnswer.values()) {
      for (Receipt.Channel channel : Receipt.Channel.values()) {
        assertThat(faultsOf(answered(answer, channel))).isEmpty();
      }
    }
  }

  @Test
  void tellsAnOverrideAsItsContractSays() throws IOException {
    assertIsAsAgreed(
        overridden(ReceiptOverride.Outcome.CAME_IN_PART, new Money(70_000), Reason.SEEN_AT_HOME));
    for (Reason reason : Reason.values()) {
      assertThat(faultsOf(overridden(ReceiptOverride.Outcome.CAME, null, reason))).isEmpty();
      assertThat(faultsOf(overridden(ReceiptOverride.Outcome.DID_NOT_COME, null, reason)))
          .isEmpty();
    }
  }

  private static ReceiptEvent overridden(
      ReceiptOverride.Outcome outcome, Money amount, Reason reason) {
    var override =
        new ReceiptOverride(
            UUID.randomUUID(), RECEIPT.id(), outcome, amount, reason, "x", Instant.EPOCH, null);
    return ReceiptEvent.Overridden.of(RECEIPT, override, LocalDate.of(2026, 2, 20));
  }

  @Test
  void readsADeliveryAsItsContractTellsIt() throws IOException {
    String example =
        Files.readString(CONTRACTS.resolve("org.retzef.delivery.confirmed.v1.example.json"));
    JsonNode written = json.readTree(example);
    var read = json.readValue(example, ReceiptAsking.DeliveryConfirmed.class);
    assertThat(read.voucherId()).hasToString(written.get("voucherId").asString());
    assertThat(read.requestId()).hasToString(written.get("requestId").asString());
    assertThat(read.basketId()).hasToString(written.get("basketId").asString());
    assertThat(read.familyId()).hasToString(written.get("familyId").asString());
    assertThat(read.unit()).hasToString(written.get("unit").asString());
    assertThat(read.categories()).hasSameSizeAs(written.get("categories"));
  }

  private static ReceiptEvent answered(ReceiptAnswer answer, Receipt.Channel channel) {
    return ReceiptEvent.Answered.of(RECEIPT, answer, LocalDate.of(2026, 2, 4), channel);
  }

  private void assertIsAsAgreed(ReceiptEvent event) throws IOException {
    assertThat(faultsOf(event)).isEmpty();
    JsonNode told = json.valueToTree(event);
    assertThat(told)
        .isEqualTo(
            json.readTree(Files.readString(CONTRACTS.resolve(event.type() + ".example.json"))));
  }

  private String faultsOf(ReceiptEvent event) throws IOException {
    String contract = Files.readString(CONTRACTS.resolve(event.type() + ".schema.json"));
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(contract, InputFormat.JSON);
    var faults = schema.validate(json.writeValueAsString(event), InputFormat.JSON);
    return faults.isEmpty() ? "" : faults.toString();
  }
}
