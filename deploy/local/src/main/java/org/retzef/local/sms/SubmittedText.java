package org.retzef.local.sms;

import java.util.Arrays;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jspecify.annotations.Nullable;

/** The text of a submitted message: its bytes, what they mean, and its place in a longer text. */
record SubmittedText(Alphabet alphabet, byte[] payload, SmsPart.@Nullable Series series) {
  private static final int CONCATENATED_8_BIT = 0x00;
  private static final int CONCATENATED_16_BIT = 0x08;

  static SubmittedText of(SubmitSm message) throws ProcessRequestException {
    Alphabet alphabet = alphabet(message.getDataCoding());
    byte[] bytes = bytes(message);
    if (!message.isUdhi()) {
      return new SubmittedText(alphabet, bytes, seriesOfParameters(message));
    }
    int headerLength = bytes.length == 0 ? 0 : bytes[0] & 0xff;
    if (headerLength + 1 > bytes.length) {
      throw new ProcessRequestException(
          "header longer than the message", SMPPConstant.STAT_ESME_RINVMSGLEN);
    }
    byte[] header = Arrays.copyOfRange(bytes, 1, headerLength + 1);
    byte[] payload = Arrays.copyOfRange(bytes, headerLength + 1, bytes.length);
    return new SubmittedText(alphabet, payload, seriesOfHeader(header));
  }

  private static Alphabet alphabet(byte dataCoding) throws ProcessRequestException {
    return switch (dataCoding) {
      case 0, 1 -> Alphabet.GSM;
      case 3 -> Alphabet.LATIN_1;
      case 8 -> Alphabet.UCS_2;
      default ->
          throw new ProcessRequestException(
              "data coding " + dataCoding, SMPPConstant.STAT_ESME_RINVDCS);
    };
  }

  private static byte[] bytes(SubmitSm message) {
    var payload = message.getOptionalParameter(OptionalParameter.Message_payload.class);
    return payload == null ? message.getShortMessage() : payload.getValue();
  }

  private static SmsPart.@Nullable Series seriesOfParameters(SubmitSm message) {
    var reference = message.getOptionalParameter(OptionalParameter.Sar_msg_ref_num.class);
    var number = message.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class);
    var count = message.getOptionalParameter(OptionalParameter.Sar_total_segments.class);
    return reference == null || number == null || count == null
        ? null
        : new SmsPart.Series(
            reference.getValue() & 0xffff, number.getValue() & 0xff, count.getValue() & 0xff);
  }

  private static SmsPart.@Nullable Series seriesOfHeader(byte[] header) {
    for (int i = 0; i + 1 < header.length; i += 2 + (header[i + 1] & 0xff)) {
      int length = header[i + 1] & 0xff;
      if (header[i] == CONCATENATED_8_BIT && length == 3 && i + 4 < header.length) {
        return new SmsPart.Series(header[i + 2] & 0xff, header[i + 4] & 0xff, header[i + 3] & 0xff);
      }
      if (header[i] == CONCATENATED_16_BIT && length == 4 && i + 5 < header.length) {
        int reference = (header[i + 2] & 0xff) << 8 | header[i + 3] & 0xff;
        return new SmsPart.Series(reference, header[i + 5] & 0xff, header[i + 4] & 0xff);
      }
    }
    return null;
  }
}
