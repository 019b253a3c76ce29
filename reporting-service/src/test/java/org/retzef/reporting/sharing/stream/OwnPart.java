package org.retzef.reporting.sharing.stream;

import java.util.concurrent.atomic.AtomicInteger;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.node.ObjectNode;

/** A part of the country of one test's own, and the agreement about the families there. */
final class OwnPart implements AutoCloseable {

  private static final AtomicInteger PARTS = new AtomicInteger(7000);

  private final String number = Integer.toString(PARTS.incrementAndGet());
  private final Families families = new Families();
  private final Ministry ministry;
  private final String broker;

  OwnPart(WebTestClient http, String broker) {
    this.ministry = new Ministry(http);
    this.broker = broker;
  }

  String authority() {
    return "IL.SOUTH.A" + number;
  }

  String unit() {
    return authority() + ".D1";
  }

  /** Of the agreement. */
  String code() {
    return "own-" + number;
  }

  Families families() {
    return families;
  }

  Ministry ministry() {
    return ministry;
  }

  ObjectNode terms(String partner) {
    return Ministry.inside(partner, authority());
  }

  /** What the agreement's partner is told. */
  StreamReader stream() {
    return stream(code());
  }

  StreamReader stream(String agreement) {
    return new StreamReader(broker, "retzef.share." + agreement);
  }

  @Override
  public void close() {
    families.close();
  }
}
