package org.retzef.reporting.sharing.household;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a household of events. */
@Component
public class Fold {

  /** It says nothing to a family that did not begin it, but may to those it has taken in. */
  public static final String ENROLMENT_ENDED = "org.retzef.enrolment.ended.v1";

  private static final Map<String, Class<? extends HouseholdEvent>> TYPES =
      Map.of(
          "org.retzef.family.registered.v1", HouseholdEvent.Registered.class,
          "org.retzef.member.joined.v1", HouseholdEvent.Joined.class,
          "org.retzef.member.left.v1", HouseholdEvent.Left.class,
          "org.retzef.family.transferred.v1", HouseholdEvent.Transferred.class,
          "org.retzef.family.enrolled.v1", HouseholdEvent.Enrolled.class,
          "org.retzef.enrolment.ended.v1", HouseholdEvent.Ended.class,
          "org.retzef.consent.changed.v1", HouseholdEvent.ConsentChanged.class,
          "org.retzef.family.erased.v1", HouseholdEvent.Erased.class,
          "org.retzef.family.merged.v1", HouseholdEvent.TookIn.class);

  /** They mean nothing here; a type that stands nowhere may mean something. */
  private static final Set<String> IGNORED =
      Set.of(
          "org.retzef.assessment.recorded.v1",
          "org.retzef.conflict-of-interest.changed.v1",
          "org.retzef.plan.approved.v1",
          "org.retzef.contact.logged.v1",
          "org.retzef.contact.corrected.v1",
          "org.retzef.referral.sent.v1",
          "org.retzef.referral.answered.v1",
          "org.retzef.service-user.joined.v1",
          "org.retzef.service-user.left.v1",
          "org.retzef.activity.recorded.v1",
          "org.retzef.questionnaire.answered.v1");

  private final JsonMapper json;

  Fold(JsonMapper json) {
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  /** An event that nobody has decided about. */
  public static final class UnknownType extends RuntimeException {}

  /** Whether events of this type change a household. */
  public boolean reads(String type) {
    if (!TYPES.containsKey(type) && !IGNORED.contains(type)) {
      throw new UnknownType();
    }
    return TYPES.containsKey(type);
  }

  /** The household with the event in it; unchanged if it is in it already. */
  public Household apply(@Nullable Household known, String type, long sequence, byte[] payload) {
    Household before = known == null ? Household.UNKNOWN : known;
    if (sequence <= before.sequence()) {
      return before;
    }
    return event(type, payload).appliedTo(before).at(sequence);
  }

  /**
   * The household with what was told of the family that took it in; unchanged if it is in it
   * already.
   */
  public Household heed(@Nullable Household known, String type, byte[] payload) {
    Household before = known == null ? Household.UNKNOWN : known;
    if (type.equals(Merged.TYPE)) {
      Merged merged = json.readValue(payload, Merged.class);
      return before.merged(merged.mergeId(), merged.undone());
    }
    return event(type, payload).appliedTo(before);
  }

  /**
   * The families to whom this is told as well, by {@link #heed}.
   *
   * @param before the household without the event in it
   */
  public Collection<String> others(@Nullable Household before, String type, byte[] payload) {
    return event(type, payload).others(before == null ? Household.UNKNOWN : before);
  }

  /** Fails of what names no family or leaves out what has to be told. */
  private HouseholdEvent event(String type, byte[] payload) {
    JsonNode told = json.readTree(payload);
    UUID.fromString(told.required("familyId").asString());
    return json.treeToValue(told, Objects.requireNonNull(TYPES.get(type)));
  }

  public byte[] write(Object value) {
    return json.writeValueAsBytes(value);
  }

  public <T> T read(byte[] kept, Class<T> type) {
    return json.readValue(kept, type);
  }

  public @Nullable Household read(byte @Nullable [] kept) {
    return kept == null ? null : json.readValue(kept, Household.class);
  }
}
