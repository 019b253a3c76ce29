package org.retzef.rights.enquiry;

import org.jspecify.annotations.Nullable;

/**
 * Enquiries on one topic.
 *
 * @param minutesToAnswer the median of those answered; null where there is none
 */
record EnquiryCount(
    Enquiry.Line line,
    Enquiry.Topic topic,
    int asked,
    int answered,
    @Nullable Long minutesToAnswer) {}
