package org.retzef.local.sms;

import java.util.regex.Pattern;

/** What a person types on a phone as an answer. */
record SmsReply(String from, String to, String text) {
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{3,15}");
  private static final Pattern SENDER = Pattern.compile("[+A-Za-z0-9 ]{1,20}");

  /** So many characters fit into one SMPP message. */
  private static final int LONGEST = 120;

  SmsReply {
    if (!PHONE.matcher(from).matches()
        || !SENDER.matcher(to).matches()
        || text.isBlank()
        || text.length() > LONGEST) {
      throw new IllegalArgumentException("not a reply");
    }
  }
}
