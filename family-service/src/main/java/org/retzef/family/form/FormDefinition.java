package org.retzef.family.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.Text;
import tools.jackson.databind.json.JsonMapper;

/**
 * The questions of a form, in the order of asking.
 *
 * @param indicators figures that are told of the answers, such as "contact became more intensive"
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FormDefinition(
    @NotNull @Size(min = 1, max = 150) List<@NotNull @Valid FormField> fields,
    @Nullable @Size(max = 50) List<@NotNull @Valid Indicator> indicators) {

  /** Of its own: a definition that is kept must not change its form with the web server's. */
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A share: of those who answered the field, how many gave one of these answers.
   *
   * @param options codes of the field's answers
   */
  public record Indicator(
      @NotNull @Pattern(regexp = FormField.Option.CODE, message = "code-invalid") String code,
      @NotNull @Text(max = 60) String field,
      @NotNull @Size(min = 1, max = 50) List<@NotNull String> options) {}

  public static FormDefinition ofJson(String json) {
    return JSON.readValue(json, FormDefinition.class);
  }

  public String json() {
    return JSON.writeValueAsString(this);
  }

  public List<Indicator> figures() {
    return indicators == null ? List.of() : indicators;
  }

  /** This form with another's questions after its own. */
  public FormDefinition with(FormDefinition other) {
    return new FormDefinition(
        Stream.concat(fields.stream(), other.fields.stream()).toList(),
        Stream.concat(figures().stream(), other.figures().stream()).toList());
  }

  /**
   * Checks answers against this form.
   *
   * @param members who may be asked about
   * @throws org.retzef.platform.problem.InvalidInput with every fault, as {@code answers.<field>}
   */
  public CheckedAnswers check(Map<String, Object> answers, Set<UUID> members) {
    return new AnswerCheck(this, answers, members).check();
  }

  /** What is wrong with the form itself; empty if it can be published. */
  public List<Fault> faults() {
    return new DefinitionCheck(this).faults();
  }

  /** As JSON that is kept with an answer. */
  public static String json(Map<String, Object> answers) {
    return JSON.writeValueAsString(answers);
  }

  @SuppressWarnings("unchecked") // what was written by json(Map)
  public static Map<String, Object> answersOf(String json) {
    return JSON.readValue(json, Map.class);
  }

  List<FormField> before(FormField field) {
    List<FormField> earlier = new ArrayList<>();
    for (FormField other : fields) {
      if (other == field) {
        break;
      }
      earlier.add(other);
    }
    return earlier;
  }
}
