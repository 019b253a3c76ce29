package org.retzef.training.steering;

/**
 * How a body attended over some meetings.
 *
 * @param meetings to which it was invited
 * @param seats that it could have filled, all meetings together
 */
record BodyAttendance(String body, int meetings, int seats, int present) {}
