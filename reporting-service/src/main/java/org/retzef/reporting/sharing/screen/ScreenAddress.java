package org.retzef.reporting.sharing.screen;

/**
 * Where a partner reads its screen. It is shown once; whoever loses it asks for another.
 *
 * @param path below the gateway's address
 */
record ScreenAddress(String path) {

  @Override
  public String toString() {
    return "ScreenAddress";
  }
}
