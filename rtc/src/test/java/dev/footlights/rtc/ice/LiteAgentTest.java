package dev.footlights.rtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import dev.footlights.rtc.stun.StunKey;
import dev.footlights.rtc.stun.StunMessage;
import dev.footlights.rtc.stun.StunWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class LiteAgentTest {
  private static final String PASSWORD = "a-password-of-22-chars";
  private static final IceCredentials LOCAL = new IceCredentials("ours", PASSWORD);
  private static final StunKey KEY = new StunKey(PASSWORD);
  private static final InetSocketAddress VIEWER = new InetSocketAddress("198.51.100.7", 50123);
  private static final InetSocketAddress VIEWER6 = new InetSocketAddress("2001:db8::7", 50123);
  private static final long START = Duration.ofHours(1).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final LiteAgent agent = new LiteAgent(LOCAL, START);
  private final StunWriter writer = new StunWriter();
  private final byte[] datagram = new byte[1500];
  private final byte[] out = new byte[200];
  private int requestLength;

  @Test
  void anAuthenticatedCheckIsAnsweredWithTheAddressItCameFrom() {
    int length = check(START, 3, plain(), VIEWER);

    var reply = reply(length);
    assertThat(reply.isSuccess()).isTrue();
    assertThat(reply.mappedAddress()).isEqualTo(VIEWER);
    assertThat(reply.verify(KEY)).isTrue();
    assertThat(reply.fingerprinted()).isTrue();
    assertThat(reply.transactionHigh()).isEqualTo(0x0102030405060708L);
    assertThat(reply.transactionLow()).isEqualTo(0x090A0B0C);
    assertThat(agent.checked(3)).isTrue();
    assertThat(agent.checked(4)).isFalse();
  }

  @Test
  void anIpv6AddressIsNamedToo() {
    assertThat(reply(check(START, 0, plain(), VIEWER6)).mappedAddress()).isEqualTo(VIEWER6);
  }

  @Test
  void aWrongPasswordGetsNoReplyAndLeavesNoTrace() {
    var request = start().priority(1).controlling(5);
    requestLength = request.finish(new StunKey("another-password-22-ch"));

    assertThat(check(START + SECOND, 0, read(), VIEWER))
        .isEqualTo(-Reject.STUN_INTEGRITY.ordinal());
    assertNoTrace();
  }

  @Test
  void aRequestWithoutIntegrityGetsNoReply() {
    int length = start().priority(1).finish(KEY);
    // Cut MESSAGE-INTEGRITY and FINGERPRINT off.
    requestLength = length - 32;
    datagram[3] = (byte) (requestLength - 20);

    assertThat(check(START, 0, read(), VIEWER)).isEqualTo(-Reject.STUN_INTEGRITY.ordinal());
    assertNoTrace();
  }

  @Test
  void anotherUsersNameGetsNoReply() {
    for (String name : new String[] {"theirs:ours", "ours", "our:s", "oursx:y", ":ours", ""}) {
      requestLength =
          writer
              .request(datagram, 0, datagram.length, 1, 1)
              .username(name.getBytes(StandardCharsets.UTF_8))
              .finish(KEY);
      assertThat(check(START, 0, read(), VIEWER))
          .as(name)
          .isEqualTo(-Reject.STUN_UNKNOWN_USERNAME.ordinal());
    }
    assertNoTrace();
  }

  @Test
  void aResponseOrAnIndicationIsNotAnswered() {
    // Without FINGERPRINT, which would not fit the changed type.
    requestLength = start().finish(KEY) - 8;
    datagram[3] = (byte) (requestLength - 20);
    for (int type : new int[] {0x0101, 0x0111, 0x0011, 0x0003}) {
      datagram[0] = (byte) (type >> 8);
      datagram[1] = (byte) type;
      assertThat(check(START, 0, read(), VIEWER)).isEqualTo(-Reject.STUN_NOT_A_REQUEST.ordinal());
    }
    assertNoTrace();
  }

  @Test
  void oneWhoClaimsToBeControlledIsToldOfTheConflictOnlyWhenAuthenticated() {
    requestLength = start().priority(1).controlled(7).finish(KEY);
    var reply = reply(check(START, 0, read(), VIEWER));
    assertThat(reply.isError()).isTrue();
    assertThat(reply.errorCode()).isEqualTo(487);
    assertThat(reply.verify(KEY)).isTrue();
    assertNoTrace();

    requestLength = start().controlled(7).finish(new StunKey("another-password-22-ch"));
    assertThat(check(START, 0, read(), VIEWER)).isEqualTo(-Reject.STUN_INTEGRITY.ordinal());
  }

  @Test
  void theFirstCheckedPathIsSelectedUntilAnotherIsNominated() {
    assertThat(agent.selectedPath()).isEqualTo(-1);
    check(START, 5, plain(), VIEWER);
    check(START, 6, plain(), VIEWER);
    assertThat(agent.selectedPath()).isEqualTo(5);

    check(START, 6, nominating(), VIEWER);
    check(START, 5, plain(), VIEWER);
    assertThat(agent.selectedPath()).isEqualTo(6);

    check(START, 5, nominating(), VIEWER);
    assertThat(agent.selectedPath()).isEqualTo(5);
  }

  @Test
  void consentLastsFifteenSecondsFromTheLastAuthenticatedCheck() {
    assertThat(agent.consentUntil()).isEqualTo(START + 30 * SECOND);
    check(START + 20 * SECOND, 0, plain(), VIEWER);
    assertThat(agent.consentUntil()).isEqualTo(START + 35 * SECOND);
    requestLength = start().finish(new StunKey("another-password-22-ch"));
    check(START + 30 * SECOND, 0, read(), VIEWER);
    assertThat(agent.consentUntil()).isEqualTo(START + 35 * SECOND);
  }

  @Test
  void theOldestPathButTheSelectedIsForgottenWhenTooManyWereChecked() {
    for (int path = 0; path < LiteAgent.MAX_PATHS; path++) {
      check(START + path, path, plain(), VIEWER);
      assertThat(agent.forgotten()).isEqualTo(-1);
    }
    check(START + 100, 1, plain(), VIEWER);

    check(START + 101, 8, plain(), VIEWER);

    assertThat(agent.forgotten()).isEqualTo(2);
    assertThat(agent.checked(2)).isFalse();
    assertThat(agent.checked(8)).isTrue();
    assertThat(agent.selectedPath()).isEqualTo(0);
    check(START + 102, 8, plain(), VIEWER);
    assertThat(agent.forgotten()).isEqualTo(-1);
  }

  @Test
  void aCheckCountsWhenItsReplyHasNoRoom() {
    assertThat(agent.check(START, 0, plain(), VIEWER, out, 0, 10)).isEqualTo(0);
    assertThat(agent.checked(0)).isTrue();
    assertThat(out).containsOnly(0);
  }

  @Test
  void aRequiredAttributeWeDoNotKnowIsNamedInAnError() {
    requestLength = start().priority(1).finish(KEY);
    // PRIORITY becomes 0x7F01: comprehension required, unknown.
    int at = 20 + 4 + 12;
    datagram[at] = 0x7F;
    datagram[at + 1] = 0x01;
    requestLength = resign(requestLength);

    int length = check(START, 0, read(), VIEWER);

    var reply = reply(length);
    assertThat(reply.errorCode()).isEqualTo(420);
    assertThat(Arrays.copyOfRange(out, 28, 34)).containsExactly(0, 0x0A, 0, 2, 0x7F, 0x01);
    assertNoTrace();
  }

  @Test
  void aRestartTakesBothCredentialsUntilTheFreshOnesAreUsed() {
    var fresh = new IceCredentials("fresh", "fresh-password-of-22-ch");
    check(START, 1, plain(), VIEWER);
    agent.restart(fresh);

    assertThat(check(START + SECOND, 1, plain(), VIEWER)).isPositive();
    assertThat(agent.consentUntil()).isEqualTo(START + 16 * SECOND);
    int length = check(START + 2 * SECOND, 2, nominating(fresh), VIEWER);
    assertThat(reply(length).verify(new StunKey(fresh.password()))).isTrue();
    assertThat(agent.selectedPath()).isEqualTo(2);
    assertThat(agent.checked(1)).isTrue();

    assertThat(check(START + 3 * SECOND, 1, plain(), VIEWER))
        .isEqualTo(-Reject.STUN_UNKNOWN_USERNAME.ordinal());
    assertThat(agent.consentUntil()).isEqualTo(START + 17 * SECOND);
  }

  private StunMessage nominating(IceCredentials as) {
    requestLength =
        writer
            .request(datagram, 0, datagram.length, 1, 2)
            .username((as.ufrag() + ":theirs").getBytes(StandardCharsets.UTF_8))
            .useCandidate()
            .finish(new StunKey(as.password()));
    return read();
  }

  private void assertNoTrace() {
    assertThat(agent.selectedPath()).isEqualTo(-1);
    assertThat(agent.checked(0)).isFalse();
    assertThat(agent.consentUntil()).isEqualTo(START + 30 * SECOND);
  }

  private StunWriter start() {
    return writer
        .request(datagram, 0, datagram.length, 0x0102030405060708L, 0x090A0B0C)
        .username("ours:theirs".getBytes(StandardCharsets.UTF_8));
  }

  private StunMessage plain() {
    requestLength = start().priority(0x6E0001FFL).controlling(5).finish(KEY);
    return read();
  }

  private StunMessage nominating() {
    requestLength = start().priority(1).controlling(5).useCandidate().finish(KEY);
    return read();
  }

  /** Signs the changed datagram again, by leaving out FINGERPRINT. */
  private int resign(int length) {
    int integrity = length - 32;
    int end = length - 8;
    datagram[3] = (byte) (end - 20);
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(PASSWORD.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      mac.update(datagram, 0, integrity);
      mac.doFinal(datagram, integrity + 4);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return end;
  }

  private StunMessage read() {
    var message = new StunMessage();
    assertThat(message.read(datagram, 0, requestLength)).isEqualTo(Reject.NONE);
    return message;
  }

  private int check(long now, int path, StunMessage request, InetSocketAddress from) {
    return agent.check(now, path, request, from, out, 0, out.length);
  }

  private StunMessage reply(int length) {
    assertThat(length).isBetween(1, LiteAgent.MAX_REPLY_BYTES);
    var reply = new StunMessage();
    assertThat(reply.read(out, 0, length)).isEqualTo(Reject.NONE);
    return reply;
  }
}
