package org.retzef.training.fileimport;

/** A row is not taken, for one of its fields. */
public final class RowRefused extends RuntimeException {

  private final String field;
  private final String code;

  public RowRefused(String field, String code) {
    super(code, null, false, false);
    this.field = field;
    this.code = code;
  }

  String field() {
    return field;
  }

  String code() {
    return code;
  }
}
