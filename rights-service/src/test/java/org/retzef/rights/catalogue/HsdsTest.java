package org.retzef.rights.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The catalogue's export is what HSDS 3 calls a page of services, field by field. */
class HsdsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final SchemaRegistryConfig FORMATS_COUNT =
      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();

  private final JsonMapper json = JsonMapper.builder().build();
  private final List<Right> rights = ReferenceFiles.rights(json);

  @Test
  void exportsAll78RightsAsTheSpecificationHasThem() throws IOException {
    JsonNode page = json.valueToTree(Hsds.of(rights.stream().map(this::published).toList(), TODAY));
    assertThat(page.get("contents")).hasSize(78);
    assertThat(faultsOf(page)).isEmpty();
    assertThat(page.get("contents"))
        .allSatisfy(service -> assertThat(service.get("status").asString()).isEqualTo("active"));
  }

  @Test
  void catchesWhatTheSpecificationDoesNotHave() throws IOException {
    JsonNode page = json.valueToTree(Hsds.of(List.of(published(rights.getFirst())), TODAY));
    ((ObjectNode) page.get("contents").get(0)).put("status", "ACTIVE").put("benefitEn", "x");
    ((ObjectNode) page.get("contents").get(0).get("organization")).remove("description");
    assertThat(faultsOf(page)).contains("status", "benefitEn", "description");
  }

  @Test
  void callsATemporaryBenefitInactiveBeforeAndAfterItsTime() {
    assertThat(statusOn("2026-06-01", "2026-06-01")).isEqualTo("active");
    assertThat(statusOn(null, "2026-05-31")).isEqualTo("inactive");
    assertThat(statusOn("2026-06-02", null)).isEqualTo("inactive");
  }

  private String statusOn(@Nullable String from, @Nullable String to) {
    ObjectNode right = json.valueToTree(rights.getFirst());
    right.put("validFrom", from).put("validTo", to);
    PublishedRight published = published(json.treeToValue(right, Right.class));
    return Hsds.of(List.of(published), TODAY).contents().getFirst().status();
  }

  private PublishedRight published(Right right) {
    return new PublishedRight(right, 1, TODAY, true, true);
  }

  private static String faultsOf(JsonNode page) throws IOException {
    try (InputStream file =
        HsdsTest.class.getResourceAsStream("/catalogue/hsds-3-services.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(
                  SpecificationVersion.DRAFT_2020_12,
                  registry -> registry.schemaRegistryConfig(FORMATS_COUNT))
              .getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
      var faults = schema.validate(page.toString(), InputFormat.JSON);
      return faults.isEmpty() ? "" : faults.toString();
    }
  }
}
