package org.retzef.basket.receipt.sms;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.OptionalParameter.Receipted_message_id;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.InvalidDeliveryReceiptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the centre delivers: reports of messages, and what phones have written. */
final class Incoming implements MessageReceiverListener {

  private static final Logger log = LoggerFactory.getLogger(Incoming.class);

  private final SmsListener listener;

  Incoming(SmsListener listener) {
    this.listener = listener;
  }

  @Override
  public void onAcceptDeliverSm(DeliverSm delivery) throws ProcessRequestException {
    try {
      if (delivery.isSmscDeliveryReceipt()) {
        report(delivery);
      } else {
        listener.received(delivery.getSourceAddr(), text(delivery));
      }
    } catch (InvalidDeliveryReceiptException unreadable) {
      log.warn("A delivery report could not be read");
    } catch (RuntimeException failure) {
      log.warn(
          "A delivery was not taken in, the centre may try again: {}",
          getMostSpecificCause(failure).getClass());
      throw new ProcessRequestException("later", SMPPConstant.STAT_ESME_RX_T_APPN);
    }
  }

  private void report(DeliverSm delivery) throws InvalidDeliveryReceiptException {
    DeliveryReceipt receipt = delivery.getShortMessageAsDeliveryReceipt();
    var id = delivery.getOptionalParameter(Receipted_message_id.class);
    String messageId = id == null ? receipt.getId() : id.getValueAsString();
    switch (receipt.getFinalStatus()) {
      case DELIVRD -> listener.reported(messageId, true);
      case UNDELIV, EXPIRED, DELETED, REJECTD -> listener.reported(messageId, false);
      case ENROUTE, ACCEPTD, UNKNOWN -> {} // still on its way
    }
  }

  private static String text(DeliverSm message) {
    Charset charset =
        message.getDataCoding() == EncodedText.UCS_2
            ? StandardCharsets.UTF_16BE
            : StandardCharsets.ISO_8859_1; // an answer is one digit, the same in all others
    return new String(message.getShortMessage(), charset);
  }

  @Override
  public void onAcceptAlertNotification(AlertNotification alert) {}

  @Override
  public DataSmResult onAcceptDataSm(DataSm message, Session source)
      throws ProcessRequestException {
    throw new ProcessRequestException("not offered", SMPPConstant.STAT_ESME_RINVCMDID);
  }
}
