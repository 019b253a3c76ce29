package org.retzef.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberedStatementTest {

  @Test
  void givesEachNameOneNumberInTheOrderOfTheirFirstPlaces() {
    var statement = NumberedStatement.of("select :b, :a::text[], :b from t where c = any(:longer)");
    assertThat(statement.sql()).isEqualTo("select $1, $2::text[], $1 from t where c = any($3)");
    assertThat(statement.names()).containsExactly("b", "a", "longer");
  }

  @Test
  void leavesTextsAndCastsAsTheyAre() {
    var statement = NumberedStatement.of("select ':a', 'it''s :b', c::date, 'HH24:MI' where :d");
    assertThat(statement.sql()).isEqualTo("select ':a', 'it''s :b', c::date, 'HH24:MI' where $1");
    assertThat(statement.names()).containsExactly("d");
  }

  @Test
  void isMadeOnceForATextHoweverOftenThatIsPutTogether() {
    String part = "select :a";
    assertThat(NumberedStatement.of(part + ", 1")).isSameAs(NumberedStatement.of(part + ", 1"));
  }
}
