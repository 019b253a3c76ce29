package org.retzef.family.contact;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a new contact; it does not repeat the note.
 *
 * @param corrects the contact in whose place this one stands
 */
record LoggedContact(
    UUID id,
    UUID familyId,
    Contact.Kind kind,
    LocalDate happenedOn,
    @Nullable UUID corrects,
    long version) {

  static LoggedContact of(Contact contact) {
    return new LoggedContact(
        contact.id(),
        contact.familyId(),
        contact.kind(),
        contact.happenedOn(),
        contact.corrects(),
        contact.version());
  }
}
