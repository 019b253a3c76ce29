package org.retzef.family.contact;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.form.LifeDomain;
import org.retzef.family.overlay.Mode;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What is told of contacts: that they took place and about what, never in which words. */
sealed interface ContactEvent extends Event {

  UUID familyId();

  @Override
  default String topic() {
    return "retzef.family.events";
  }

  @Override
  default String aggregateType() {
    return "family";
  }

  @Override
  default String aggregateId() {
    return familyId().toString();
  }

  /**
   * @param mode of its day in its unit, as it was known when the contact was logged
   */
  record Logged(
      UUID familyId,
      UUID contactId,
      UnitPath unit,
      Contact.Kind kind,
      Contact.Direction direction,
      LocalDate happenedOn,
      @Nullable Integer durationMinutes,
      List<LifeDomain> domains,
      @Nullable UUID corrects,
      Mode mode)
      implements ContactEvent {

    static Logged of(Contact contact, Mode mode) {
      return new Logged(
          contact.familyId(),
          contact.id(),
          contact.unit(),
          contact.kind(),
          contact.direction(),
          contact.happenedOn(),
          contact.durationMinutes(),
          contact.domains(),
          contact.corrects(),
          mode);
    }

    @Override
    public String type() {
      return "org.retzef.contact.logged.v1";
    }
  }

  /**
   * A contact does not count any more.
   *
   * @param replacedBy the contact that is told right after this, if there is one
   */
  record Corrected(
      UUID familyId,
      UUID contactId,
      UnitPath unit,
      Contact.Correction reason,
      @Nullable UUID replacedBy)
      implements ContactEvent {

    @Override
    public String type() {
      return "org.retzef.contact.corrected.v1";
    }
  }
}
