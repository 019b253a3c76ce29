package org.retzef.reporting.sharing.stream;

import java.util.List;

/**
 * What a stream has told of a family last.
 *
 * @param pseudonyms the keys of the records that stand: withdrawn together
 * @param fingerprint of the record's value
 */
record Told(List<String> pseudonyms, int fingerprint) {}
