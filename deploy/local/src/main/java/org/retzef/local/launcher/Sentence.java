package org.retzef.local.launcher;

/** Ends a command with one sentence for the person who typed it. */
final class Sentence extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private Sentence(int exitCode, String text) {
    super(text);
    this.exitCode = exitCode;
  }

  /** Something about this machine or the command line has to change first. */
  static Sentence cannot(String text) {
    return new Sentence(2, text);
  }

  /** It was tried and went wrong. */
  static Sentence failed(String text) {
    return new Sentence(1, text);
  }

  String text() {
    return String.valueOf(getMessage());
  }

  int exitCode() {
    return exitCode;
  }
}
