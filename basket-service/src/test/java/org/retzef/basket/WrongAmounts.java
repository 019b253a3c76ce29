package org.retzef.basket;

import java.util.ArrayList;
import java.util.List;

/** Amounts that are none, or that no basket holds. */
final class WrongAmounts {

  private static final String AMOUNT = "items[0].amount";
  private static final String IN_ILS = "in ILS, with at most two decimals";

  static final List<String> ALL =
      List.of(
          "-1",
          "-0",
          "-0.00",
          "-0.01",
          "\"-1.00\"",
          "\"-0\"",
          "0.001",
          "\"1.005\"",
          "1e2",
          "\"1e2\"",
          "1e400",
          "1E-2",
          "\"NaN\"",
          "\"Infinity\"",
          "\"-Infinity\"",
          "\"1,000.00\"",
          "\"1.000,00\"",
          "\"١٠٠\"",
          "\"１００\"",
          "\"₪100\"",
          "\"100 ₪\"",
          "\"USD 100\"",
          "\"100 USD\"",
          "\"100.00\\u200e\"",
          "\" 100\"",
          "\"\"",
          "\"0x64\"",
          "\"1/2\"",
          "9007199254740993.01",
          "\"1000000000000.00\"",
          "1000000000000000",
          "9223372036854775808",
          "1000000000000000000000000000000");

  private static final List<String> NO_AMOUNTS = List.of("true", "[]", "{}", "[100]", "null");

  private final Desk worker;

  WrongAmounts(Desk worker) {
    this.worker = worker;
  }

  /** In a request out of a basket that is open. */
  List<WrongInput> rows() {
    List<WrongInput> table = new ArrayList<>();
    String path = "/baskets/" + worker.opensABasket("NOSHMIM_ROUTINE") + "/requests";
    for (String amount : ALL) {
      table.add(asking(path, amount, "money-invalid", IN_ILS));
    }
    for (String amount : List.of("0", "\"0.00\"", "0.00")) {
      table.add(asking(path, amount, "money-zero", "above zero"));
    }
    for (String amount : NO_AMOUNTS) {
      boolean missing = amount.equals("null");
      table.add(
          asking(
              path,
              amount,
              missing ? "required" : "value-invalid",
              missing ? "required" : "wrong kind"));
    }
    table.add(
        new WrongInput(
            "another currency",
            () -> worker.post(path, body("\"1.00\", \"currency\": \"USD\"")),
            400,
            "items[0].currency",
            "field-unknown",
            "not known"));
    table.add(
        new WrongInput(
            "more than the basket holds",
            () -> worker.post(path, body("\"8000.01\"")),
            409,
            "",
            "basket-exceeded",
            "left"));
    return table;
  }

  private WrongInput asking(String path, String amount, String code, String advice) {
    return new WrongInput(
        "amount " + amount, () -> worker.post(path, body(amount)), 400, AMOUNT, code, advice);
  }

  private static String body(String amount) {
    return """
        {"aspect": "BASIC_NEEDS",
         "items": [{"category": "HOUSEHOLD_EQUIPMENT", "description": "מקרר", "amount": %s}]}
        """
        .formatted(amount);
  }
}
