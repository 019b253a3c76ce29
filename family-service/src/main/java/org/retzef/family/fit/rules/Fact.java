package org.retzef.family.fit.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What criteria may speak of. A fact is read from records, or it is asked of the family. */
public enum Fact {
  /** Of those who live in the household on the day, in whole years. */
  AGES("ages", ListType.create(SimpleType.INT), false),
  MINORS("minors", SimpleType.INT, false),
  HOUSEHOLD_SIZE("householdSize", SimpleType.INT, false),
  /** Children under 18 live with a head who has no spouse in the household. */
  SINGLE_PARENT("singleParent", SimpleType.BOOL, false),
  /** The CBS code of the family's authority. */
  AUTHORITY("authority", SimpleType.STRING, false),
  HAS_NOSHMIM("hasNoshmim", SimpleType.BOOL, false),
  /** In which the family is, or is planned to be. */
  ENROLLED_TRACKS("enrolledTracks", ListType.create(SimpleType.STRING), false),
  /** What the last assessment that asked for it found missing, by code; unknown where none did. */
  BASIC_NEEDS_MISSING("basicNeedsMissing", ListType.create(SimpleType.STRING), false),
  LIVES_IN_POVERTY("livesInPoverty", SimpleType.BOOL, true),
  LIVES_IN_EAST_JERUSALEM("livesInEastJerusalem", SimpleType.BOOL, true),
  SOLDIER_OR_BEFORE_DRAFT("soldierOrBeforeDraft", SimpleType.BOOL, true),
  IMMIGRANT("immigrant", SimpleType.BOOL, true),
  CHILDREN_AT_RISK("childrenAtRisk", SimpleType.BOOL, true),
  CHILDREN_NEGLECTED("childrenNeglected", SimpleType.BOOL, true);

  private final String code;
  private final CelType type;
  private final boolean asked;

  Fact(String code, CelType type, boolean asked) {
    this.code = code;
    this.type = type;
    this.asked = asked;
  }

  public String code() {
    return code;
  }

  CelType type() {
    return type;
  }

  public boolean isAsked() {
    return asked;
  }

  /** The codes of what can be asked. */
  public static List<String> askedCodes() {
    return Arrays.stream(values()).filter(Fact::isAsked).map(Fact::code).toList();
  }

  /** The fact of this code, if it can be asked. */
  public static Optional<Fact> asked(String code) {
    return Arrays.stream(values()).filter(f -> f.asked && f.code.equals(code)).findFirst();
  }
}
