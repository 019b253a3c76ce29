package org.retzef.basket.request;

/** Whether there was an emergency where and when something was asked for. */
enum Mode {
  ROUTINE,
  EMERGENCY
}
