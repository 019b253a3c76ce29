package org.retzef.family.overlay;

/** Whether something was done where and when there was an emergency, or is meant for one. */
public enum Mode {
  ROUTINE,
  EMERGENCY
}
