package org.retzef.rights.enquiry;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to enquiries: told by line and topic. */
sealed interface EnquiryEvent extends Event {

  UUID enquiryId();

  @Override
  default String topic() {
    return "retzef.rights.events";
  }

  @Override
  default String aggregateType() {
    return "enquiry";
  }

  @Override
  default String aggregateId() {
    return enquiryId().toString();
  }

  /**
   * @param about the topic that was asked about
   */
  record Logged(
      UUID enquiryId,
      UnitPath unit,
      Enquiry.Line line,
      @JsonProperty("topic") Enquiry.Topic about,
      Instant askedAt)
      implements EnquiryEvent {

    @Override
    public String type() {
      return "org.retzef.enquiry.logged.v1";
    }
  }
}
