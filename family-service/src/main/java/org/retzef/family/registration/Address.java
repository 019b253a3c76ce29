package org.retzef.family.registration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/** Where a family lives. */
public record Address(
    @NotNull @Text(max = 100) String street,
    @NotNull @Text(max = 100) String city,
    @Nullable @Pattern(regexp = "[0-9]{5}([0-9]{2})?", message = "postcode-invalid")
        String postcode) {

  @Override
  public String toString() {
    return "Address";
  }
}
