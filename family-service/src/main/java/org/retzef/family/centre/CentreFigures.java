package org.retzef.family.centre;

import java.time.LocalDate;
import java.util.List;
import org.retzef.platform.caller.UnitPath;

/**
 * What centres did in a period; everybody counts once, however many activities and centres, and
 * whether or not they were in two families that are one now.
 *
 * @param unit a centre; or a unit, for the centres in it; or an authority, for the centres that
 *     serve it, wherever they stand
 * @param centres how many centres these are
 * @param serviceUsers who was in one of them on some day of the period
 * @param withoutFamily of these, who is not known to be a member of a family
 * @param served who took part in an activity
 * @param otherParticipants people of the community, as counted at each activity
 * @param consultedWorkers workers of departments, as counted at each consultation
 */
record CentreFigures(
    UnitPath unit,
    LocalDate from,
    LocalDate until,
    long centres,
    long serviceUsers,
    long withoutFamily,
    long served,
    long otherParticipants,
    long consultedWorkers,
    List<ActivityCount> activities) {

  /**
   * @param participants service users, each once
   */
  record ActivityCount(
      Activity.Kind kind, Activity.Domain domain, long activities, long participants) {}
}
