package org.retzef.platform.outbox;

/**
 * Something that has happened to an aggregate. A feature's sealed interface extends it and answers
 * {@link #topic} and {@link #aggregateType} once; its records answer the rest.
 *
 * <p>The payload is the record's own JSON: its components and nothing else. No component may hold a
 * direct identifier of a person.
 */
public interface Event {

  /** Where it is told, such as {@code retzef.family.events}. */
  String topic();

  /** The kind of aggregate, such as {@code family}; with the id it names one ordered stream. */
  String aggregateType();

  /** The aggregate's id: the record's key, and thereby its order in the topic. */
  String aggregateId();

  /** The whole name on the wire, such as {@code org.retzef.family.enrolled.v1}. */
  String type();

  /**
   * Whether nobody is to know by whose doing it came about, not even in the database. Else the
   * subject of the caller's token stands beside the event there; it is never told.
   */
  default boolean anonymous() {
    return false;
  }
}
