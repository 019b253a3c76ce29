package org.retzef.rights.screening;

/**
 * How many families a temporary benefit leaves out, by one of its conditions.
 *
 * @param families how many; a family that fails several conditions counts in each
 */
record Gap(String right, String condition, int families) {}
