package org.retzef.training.outreach;

import org.retzef.platform.caller.UnitPath;

/**
 * A department without a trained instructor.
 *
 * @param trained workers in other roles who were trained
 */
record UntaughtDepartment(UnitPath unit, String nameHe, int trained) {}
