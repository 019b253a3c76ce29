package org.retzef.local.sms;

import java.time.Clock;
import java.util.UUID;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.ServerResponseDeliveryListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.Nullable;

/** Takes in what a sender submits; the rarer commands are refused as unknown. */
final class SmppSubmissions
    implements ServerMessageReceiverListener, ServerResponseDeliveryListener {
  private final SmsStore store;
  private final SmsDeliveries deliveries;
  private final Clock clock;

  SmppSubmissions(SmsStore store, SmsDeliveries deliveries, Clock clock) {
    this.store = store;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession session)
      throws ProcessRequestException {
    String id = UUID.randomUUID().toString().replace("-", "");
    SubmittedText text = SubmittedText.of(message);
    SmsPart.Status status = statusFor(message.getDestAddress());
    boolean due = SMSCDeliveryReceipt.SUCCESS_FAILURE.containedIn(message.getRegisteredDelivery());
    deliveries.hold(id);
    SmsPart kept =
        store.keepOnce(
            new SmsPart(
                id,
                message.getSourceAddr(),
                message.getDestAddress(),
                text.alphabet(),
                text.payload(),
                text.series(),
                reference(message),
                clock.instant(),
                status,
                due && status != SmsPart.Status.LOST));
    if (!kept.id().equals(id)) {
      deliveries.release(id);
    }
    return result(kept.id());
  }

  private static @Nullable Integer reference(SubmitSm message) {
    var reference = message.getOptionalParameter(OptionalParameter.User_message_reference.class);
    return reference == null ? null : reference.getValue() & 0xffff;
  }

  private static SmsPart.Status statusFor(String phone) throws ProcessRequestException {
    TrickNumber trick = TrickNumber.of(phone).orElse(null);
    if (trick == null) {
      return SmsPart.Status.DELIVERED;
    }
    return switch (trick) {
      case REFUSED ->
          throw new ProcessRequestException(
              "refused on purpose", SMPPConstant.STAT_ESME_RINVDSTADR);
      case UNDELIVERABLE -> SmsPart.Status.UNDELIVERABLE;
      case LOST -> SmsPart.Status.LOST;
    };
  }

  private static SubmitSmResult result(String id) throws ProcessRequestException {
    try {
      return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new ProcessRequestException("message id", SMPPConstant.STAT_ESME_RSYSERR, e);
    }
  }

  @Override
  public void onSubmitSmRespSent(SubmitSmResult result, SMPPServerSession session) {
    deliveries.release(result.getMessageId());
  }

  @Override
  public void onSubmitSmRespError(
      SubmitSmResult result, Exception cause, SMPPServerSession session) {
    deliveries.release(result.getMessageId());
  }

  @Override
  public void onSubmitMultiRespSent(SubmitMultiResult result, SMPPServerSession session) {}

  @Override
  public void onSubmitMultiRespError(
      SubmitMultiResult result, Exception cause, SMPPServerSession session) {}

  private static ProcessRequestException unknown() {
    return new ProcessRequestException("not offered", SMPPConstant.STAT_ESME_RINVCMDID);
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti request, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm request, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm request, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelSm(CancelSm request, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm request, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm request, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm request, SMPPServerSession session) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm request, Session source)
      throws ProcessRequestException {
    throw unknown();
  }
}
