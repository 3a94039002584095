package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.stage.session.Scope;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RatesTest {
  private static final Scope HERE = new Scope("111122223333", "us-east-1");

  private final AtomicLong now = new AtomicLong(-1_000_000_000L);
  private final Rates rates = new Rates(now::get);

  private int admitted(Scope scope, OperationName name, int calls) {
    return (int) IntStream.range(0, calls).filter(i -> rates.admits(scope, name)).count();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void theRatesAreThoseThatIvsPublishes() {
    assertThat(
            Arrays.stream(OperationName.values())
                .filter(name -> Rates.perSecond(name) != 5)
                .collect(Collectors.toMap(OperationName::wireName, Rates::perSecond)))
        .containsOnly(
            Map.entry("CreateParticipantToken", 50),
            Map.entry("TagResource", 10),
            Map.entry("UntagResource", 10),
            Map.entry("ListTagsForResource", 10),
            Map.entry("ImportPublicKey", 3),
            Map.entry("GetPublicKey", 3),
            Map.entry("ListPublicKeys", 3),
            Map.entry("DeletePublicKey", 3));
  }

  @ParameterizedTest
  @EnumSource
  void aSecondsWorthMayComeAtOnceAndNoMore(OperationName name) {
    int most = Rates.perSecond(name);
    assertThat(admitted(HERE, name, 100)).isEqualTo(most);
    pass(Duration.ofSeconds(1));
    assertThat(admitted(HERE, name, 100)).isEqualTo(most);
    pass(Duration.ofHours(1));
    assertThat(admitted(HERE, name, 100)).isEqualTo(most);
  }

  @Test
  void roomComesBackBitByBit() {
    assertThat(admitted(HERE, OperationName.GET_STAGE, 5)).isEqualTo(5);
    pass(Duration.ofMillis(199));
    assertThat(admitted(HERE, OperationName.GET_STAGE, 1)).isZero();
    pass(Duration.ofMillis(2));
    assertThat(admitted(HERE, OperationName.GET_STAGE, 2)).isEqualTo(1);
    pass(Duration.ofMillis(600));
    assertThat(admitted(HERE, OperationName.GET_STAGE, 9)).isEqualTo(3);
  }

  @Test
  void atTwiceTheRateHalfIsAdmittedForEver() {
    int admitted = 0;
    for (int i = 0; i < 1_000; i++) {
      admitted += admitted(HERE, OperationName.GET_STAGE, 1);
      pass(Duration.ofMillis(100));
    }
    assertThat(admitted).isBetween(500, 505);
  }

  @Test
  void accountsRegionsAndOperationsHaveRatesOfTheirOwn() {
    assertThat(admitted(HERE, OperationName.GET_STAGE, 9)).isEqualTo(5);
    assertThat(admitted(HERE, OperationName.LIST_STAGES, 9)).isEqualTo(5);
    assertThat(admitted(new Scope("999999999999", "us-east-1"), OperationName.GET_STAGE, 9))
        .isEqualTo(5);
    assertThat(admitted(new Scope("111122223333", "eu-west-1"), OperationName.GET_STAGE, 9))
        .isEqualTo(5);
    assertThat(admitted(HERE, OperationName.GET_STAGE, 1)).isZero();
  }

  @Test
  void whoDoesNotCallIsForgottenAfterASecond() {
    Function<Integer, Scope> account = i -> new Scope("%012d".formatted(i), "us-east-1");
    IntStream.range(0, 1_000).forEach(i -> rates.admits(account.apply(i), OperationName.GET_STAGE));
    assertThat(rates.remembered()).isEqualTo(1_000);
    pass(Duration.ofSeconds(1));
    rates.admits(HERE, OperationName.GET_STAGE);
    assertThat(rates.remembered()).isEqualTo(1);
  }
}
