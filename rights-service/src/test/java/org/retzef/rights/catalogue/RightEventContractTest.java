package org.retzef.rights.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other services are written against these two files: what is told must be what they promise. */
class RightEventContractTest {

  private static final Path CONTRACTS = Path.of("../docs/events");

  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void tellsAPublishedRightAsItsContractSays() throws IOException {
    var event =
        new RightEvent.Published(
            "ARNONA_SINGLE_PARENT", 2, Category.HOUSING, 2025, LocalDate.of(2026, 1, 12));
    JsonNode told = json.valueToTree(event);
    assertThat(faultsOf(event)).isEmpty();
    assertThat(told)
        .isEqualTo(
            json.readTree(Files.readString(CONTRACTS.resolve(event.type() + ".example.json"))));
  }

  @Test
  void tellsEveryCategoryAndARightWithoutFigures() throws IOException {
    for (Category category : Category.values()) {
      var event = new RightEvent.Published("LEGAL_AID", 1, category, null, LocalDate.EPOCH);
      assertThat(faultsOf(event)).isEmpty();
    }
  }

  @Test
  void catchesAnEventThatBreaksTheContract() throws IOException {
    var event = new RightEvent.Published("lower case", 0, Category.DEBT, 2025, LocalDate.EPOCH);
    assertThat(faultsOf(event)).contains("code", "version");
  }

  private String faultsOf(RightEvent event) throws IOException {
    String contract = Files.readString(CONTRACTS.resolve(event.type() + ".schema.json"));
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(contract, InputFormat.JSON);
    var faults = schema.validate(json.writeValueAsString(event), InputFormat.JSON);
    return faults.isEmpty() ? "" : faults.toString();
  }
}
