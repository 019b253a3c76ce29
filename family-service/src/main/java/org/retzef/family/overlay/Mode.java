package org.retzef.family.overlay;

/** Whether there was an emergency where and when something was done. */
public enum Mode {
  ROUTINE,
  EMERGENCY
}
