package org.retzef.family.visibility;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.retzef.platform.caller.Caller;

/**
 * A condition on a row of {@code family}: what of the families a caller sees.
 *
 * <pre>{@code
 * Sight sight = Sight.listing(caller);
 * database.sql("select … from family where " + sight.sql() + " and …").bindValues(sight.values())
 * }</pre>
 *
 * <p>Case workers see the families of their unit. Who goes in and out of a family's home as a
 * companion, coordinator, activist, mentor or volunteer (all of them sign in as {@code
 * family-companion}), and the workers of an Otzma centre, see the families that they hold. Whoever
 * has no role of these sees none. A family that was merged into another is seen by nobody, and one
 * that is erased by nobody outside its department: there is nothing left to work on with it.
 *
 * @param sql stands in brackets; names its table {@code family}
 * @param values to be bound, all of them
 */
public record Sight(String sql, Map<String, Object> values) {

  /**
   * The families that a worker holds or has handed over, by an index: where a list of somebody who
   * sees cases and no unit begins. Of these the caller sees those that {@link #listing} lets it
   * see. The worker is hidden from the planner (decision 0090), or it would read all keys for
   * whoever holds thousands.
   */
  public static final String OF_WORKER =
      """
      select family_id from assignment
       where worker = (select :worker::text) and status in ('PROPOSED', 'ACTIVE', 'HANDED_OVER')
      """;

  private static final Set<String> OF_ITS_UNIT =
      Set.of("family-social-worker", "team-lead", "department-head");
  private static final Set<String> OF_ITS_CASES = Set.of("family-companion", "otzma-worker");
  private static final Set<String> NEVER_LOCKED_OUT = Set.of("team-lead", "department-head");

  private static final Sight NOTHING = new Sight("(false)", Map.of());

  private static final String IN_UNIT = "family.unit <@ :callerUnit::ltree";

  /** Of the caller's unit, or the caller works in a centre of the family's department. */
  private static final String NEAR_UNIT =
      "(family.unit <@ :callerUnit::ltree or :callerUnit::ltree <@ family.unit)";

  /** Proposed ones too: who is to accept a family must be able to look at it. */
  private static final String HELD =
      """
      exists (select from assignment held
               where held.family_id = family.id and held.worker = :caller
                 and held.status in ('PROPOSED', 'ACTIVE'))
      """;

  /** So long may a former holder read, to answer the successor's questions. */
  private static final String HANDED_OVER_LATELY =
      """
      exists (select from assignment former
               where former.family_id = family.id and former.worker = :caller
                 and former.status = 'HANDED_OVER'
                 and former.ended_at > now() - interval '30 days')
      """;

  private static final String OPENED_IN_EMERGENCY =
      """
      exists (select from emergency_access opened
               where opened.family_id = family.id and opened.worker = :caller
                 and opened.closes_at > now())
      """;

  /** So long may whoever accepted a referral read, if no result is told before (decision 0098). */
  private static final String TAKEN_OVER_BY_REFERRAL =
      """
      exists (select from referral taken
               where taken.family_id = family.id and family.erased_at is null
                 and taken.status = 'ACCEPTED'
                 and taken.answered_at > now() - interval '90 days'
                 and taken.to_unit <@ :callerUnit::ltree)
      """;

  private static final String CONSENTED =
      """
      exists (select from consent
               where consent.family_id = family.id and family.erased_at is null
                 and consent.partner = :partner
                 and consent.purpose in ('REFERRAL', 'SHARED_INTAKE')
                 and consent.withdrawn_how is null
                 and consent.during @> (now() at time zone 'Asia/Jerusalem')::date %s)
      """;

  /** Holds the family by an accepted assignment. */
  private static final String IN_CHARGE =
      """
      exists (select from assignment own
               where own.family_id = family.id and own.worker = :caller
                 and own.status = 'ACTIVE')
      """;

  /** Whoever handed the family over and holds it in no other way is locked out at once. */
  private static final String NOT_HANDED_OVER =
      """
      coalesce((select bool_or(own.status in ('PROPOSED', 'ACTIVE'))
                       or not bool_or(own.status = 'HANDED_OVER')
                  from assignment own
                 where own.family_id = family.id and own.worker = :caller), true)
      """;

  /** Whether the caller's role shows it every family of its unit, and not just those it holds. */
  public static boolean isOfWholeUnit(Caller caller) {
    return hasOneOf(caller, OF_ITS_UNIT);
  }

  /**
   * The families that a caller works with: for lists and searches. What is open for a while only,
   * by emergency access or referral, is found by its id and does not stand in lists.
   */
  public static Sight listing(Caller caller) {
    if (hasOneOf(caller, OF_ITS_UNIT)) {
      return of(caller, IN_UNIT);
    }
    return hasOneOf(caller, OF_ITS_CASES)
        ? of(caller, NEAR_UNIT + " and (" + HELD + " or " + HANDED_OVER_LATELY + ")")
        : NOTHING;
  }

  /** The families that a caller may look at, by their id. A partner's need their consent. */
  public static Sight reading(Caller caller) {
    if (caller.partner() != null) {
      return of(caller, CONSENTED.formatted(""));
    }
    if (hasOneOf(caller, OF_ITS_UNIT)) {
      return of(
          caller,
          IN_UNIT
              + " or ("
              + NEAR_UNIT
              + " and "
              + HELD
              + ") or "
              + OPENED_IN_EMERGENCY
              + " or "
              + TAKEN_OVER_BY_REFERRAL);
    }
    if (caller.has("otzma-worker")) {
      return of(caller, listing(caller).sql() + " or " + TAKEN_OVER_BY_REFERRAL);
    }
    return listing(caller);
  }

  /** The families whose id numbers a partner may see. */
  public static Sight nationalIds(Caller partner) {
    return of(partner, CONSENTED.formatted("and consent.includes_national_ids"));
  }

  /** The families that a caller may change. */
  public static Sight changing(Caller caller) {
    if (hasOneOf(caller, NEVER_LOCKED_OUT)) {
      return of(caller, IN_UNIT);
    }
    String inCharge = "(" + NEAR_UNIT + " and " + IN_CHARGE + ")";
    if (hasOneOf(caller, OF_ITS_UNIT)) {
      return of(caller, "(" + IN_UNIT + " and " + NOT_HANDED_OVER + ") or " + inCharge);
    }
    return hasOneOf(caller, OF_ITS_CASES) ? of(caller, inCharge) : NOTHING;
  }

  /** Two conditions of the same caller in one statement: the values of both. */
  public Map<String, Object> valuesWith(Sight other) {
    Map<String, Object> both = new HashMap<>(values);
    both.putAll(other.values);
    return both;
  }

  private static boolean hasOneOf(Caller caller, Set<String> roles) {
    return caller.roles().stream().anyMatch(roles::contains);
  }

  /** Binds what the condition names, and nothing that it does not: the driver refuses the rest. */
  private static Sight of(Caller caller, String condition) {
    Map<String, Object> values = new HashMap<>();
    if (condition.contains(":callerUnit")) {
      values.put("callerUnit", caller.unitPath());
    }
    if (condition.contains(":caller ") || condition.contains(":caller\n")) {
      values.put("caller", caller.subject());
    }
    if (condition.contains(":partner") && caller.partner() != null) {
      values.put("partner", caller.partner());
    }
    return new Sight("(family.merged_into is null and (" + condition + "))", values);
  }
}
