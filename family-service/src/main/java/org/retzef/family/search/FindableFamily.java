package org.retzef.family.search;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By what a family is to be found.
 *
 * @param phone in international form
 */
public record FindableFamily(UUID id, String phone, List<Person> people) {

  public record Person(
      String givenName, String familyName, @Nullable String nationalId, LocalDate birthDate) {

    @Override
    public String toString() {
      return "Person";
    }
  }

  @Override
  public String toString() {
    return "Family " + id;
  }
}
