package org.retzef.reporting.sharing.stream;

/**
 * With what a data team signs in at the broker (SASL, {@code SCRAM-SHA-512}). The password is shown
 * once and kept nowhere but salted at the broker; whoever loses it asks for another.
 *
 * @param groupPrefix with which the names of the team's consumer groups begin
 */
record Credentials(String broker, String topic, String user, String password, String groupPrefix) {

  @Override
  public String toString() {
    return "Credentials";
  }
}
