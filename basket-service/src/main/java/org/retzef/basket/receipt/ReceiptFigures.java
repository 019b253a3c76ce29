package org.retzef.basket.receipt;

import java.time.Instant;

/**
 * How the questions to families stand: {@code sent = yes + partial + no + silent + failed + open},
 * at any moment.
 *
 * @param sent all that were handed over, or could not be
 * @param delivered of the open ones, those that the phone has
 * @param silent no answer for many days, or until the link's last day
 * @param failed could not be sent or did not reach the phone
 * @param open sent, and neither answered nor silent yet
 * @param toSend not yet with the SMS centre; not counted as sent
 */
record ReceiptFigures(
    long sent,
    long delivered,
    long yes,
    long partial,
    long no,
    long silent,
    long failed,
    long open,
    long toSend,
    Instant asOf) {}
