package org.retzef.platform.outbox;

/** The events of a made-up aggregate, as a feature would write them. */
sealed interface NoteEvent extends Event {

  String TOPIC = "retzef.training.events";

  String noteId();

  @Override
  default String topic() {
    return TOPIC;
  }

  @Override
  default String aggregateType() {
    return "note";
  }

  @Override
  default String aggregateId() {
    return noteId();
  }

  record Written(String noteId, int line) implements NoteEvent {
    @Override
    public String type() {
      return "org.retzef.note.written.v1";
    }
  }

  /** Of which nobody is to know who told it. */
  record Whispered(String noteId) implements NoteEvent {
    @Override
    public boolean anonymous() {
      return true;
    }

    @Override
    public String type() {
      return "org.retzef.note.whispered.v1";
    }
  }
}
