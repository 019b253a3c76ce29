package org.retzef.platform.outbox;

/** The headers of an event in Kafka; {@code docs/events} and the contract name them. */
public final class CloudEvent {

  public static final String SPEC_VERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TYPE = "ce_type";
  public static final String SUBJECT = "ce_subject";
  public static final String TIME = "ce_time";
  public static final String DATA_SCHEMA = "ce_dataschema";

  /** The aggregate's version, counted from 1 without a gap: a consumer sees what it misses. */
  public static final String SEQUENCE = "ce_sequence";

  public static final String CONTENT_TYPE = "content-type";
  public static final String TRACE_PARENT = "traceparent";

  private CloudEvent() {}
}
