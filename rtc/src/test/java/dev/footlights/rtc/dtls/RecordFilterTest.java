package dev.footlights.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFilterTest {
  private final RecordFilter filter = new RecordFilter();
  private final Queue<byte[]> in = new ArrayDeque<>();

  @ParameterizedTest(name = "type {0}, length {1}: taken {2}")
  @CsvSource({
    "1, 4096, true",
    "1, 4097, false",
    "11, 16384, true",
    "11, 16385, false",
    "11, 16777215, false",
  })
  void aMessageOutOfProportionIsDropped(int type, int length, boolean taken) {
    accept(record(22, 0, fragment(type, length, 0, 1)));

    assertThat(in).hasSize(taken ? 1 : 0);
  }

  @Test
  void everyMessageOfARecordIsChecked() {
    accept(record(22, 0, join(fragment(1, 1, 0, 1), fragment(11, 1 << 20, 0, 1))));

    assertThat(in).isEmpty();
  }

  @Test
  void aFragmentBeyondItsMessageOrItsRecordIsDropped() {
    accept(record(22, 0, fragment(11, 10, 10, 1)));
    byte[] cut = fragment(11, 10, 0, 5);
    Bytes.put24(cut, 9, 9);
    accept(record(22, 0, cut));
    accept(record(22, 0, new byte[11]));
    accept(record(22, 0, new byte[0]));

    assertThat(in).isEmpty();
  }

  @Test
  void severalRecordsOfADatagramAreTakenApartAndATruncatedTailIsIgnored() {
    byte[] whole = record(22, 0, fragment(11, 10, 0, 10));
    byte[] datagram = join(whole, whole, Arrays.copyOf(whole, whole.length - 1));
    accept(datagram);

    assertThat(in).hasSize(2).allSatisfy(record -> assertThat(record).isEqualTo(whole));
  }

  @Test
  void anAlertInClearIsRememberedAndDropped() {
    assertThat(filter.alertInClear()).isEqualTo(RecordFilter.NO_ALERT);
    accept(record(21, 0, new byte[] {2, 42}));

    assertThat(in).isEmpty();
    assertThat(filter.alertInClear()).isEqualTo(42);
  }

  @Test
  void changeCipherSpecAndFinishedWaitForEachOtherInAnyOrder() {
    byte[] changed = record(20, 0, new byte[] {1});
    byte[] finished = record(22, 1, new byte[40]);
    accept(finished);
    filter.release(in);
    assertThat(in).isEmpty();
    accept(changed);
    assertThat(in).isEmpty();

    filter.release(in);

    assertThat(in).containsExactly(changed, finished);
  }

  @Test
  void aFinishedAfterTheChangeNeedsNoSecondChange() {
    byte[] forged = record(22, 1, new byte[40]);
    accept(join(record(20, 0, new byte[] {1}), forged));
    filter.release(in);
    in.clear();
    byte[] finished = record(22, 1, new byte[41]);
    accept(finished);

    filter.release(in);

    assertThat(in).containsExactly(finished);
  }

  @Test
  void otherContentBeforeTheHandshakeEndedIsDropped() {
    for (int type = 0; type < 256; type++) {
      for (int epoch = 0; epoch < 4; epoch++) {
        if (type != 22 || epoch > 1) {
          accept(record(type, epoch, new byte[40]));
        }
      }
    }
    accept(record(22, 1, new byte[RecordFilter.MAX_RECORD]));
    filter.release(in);

    assertThat(in).isEmpty();
  }

  @Test
  void aConnectedEngineHearsItsEpochAndARepeatedFlight() {
    byte[] application = record(23, 1, new byte[40]);
    byte[] repeated = record(22, 0, fragment(11, 10, 0, 10));
    byte[] datagram = join(application, repeated, record(20, 0, new byte[] {1}));
    filter.accept(datagram, 0, datagram.length, true, in);

    assertThat(in).containsExactly(application, repeated);
  }

  @Test
  void anEncryptedRecordTooShortForNonceAndTagIsDropped() {
    byte[] longest = record(23, 1, new byte[RecordFilter.MIN_PROTECTED - 1]);
    filter.accept(longest, 0, longest.length, true, in);
    assertThat(in).isEmpty();

    byte[] empty = record(23, 1, new byte[RecordFilter.MIN_PROTECTED]);
    filter.accept(empty, 0, empty.length, true, in);
    assertThat(in).containsExactly(empty);
  }

  private void accept(byte[] datagram) {
    filter.accept(datagram, 0, datagram.length, false, in);
  }

  private static byte[] record(int type, int epoch, byte[] body) {
    byte[] record = new byte[Records.HEADER + body.length];
    Bytes.put8(record, 0, type);
    Bytes.put16(record, 1, 0xFEFD);
    Bytes.put16(record, 3, epoch);
    Bytes.put16(record, 11, body.length);
    System.arraycopy(body, 0, record, Records.HEADER, body.length);
    return record;
  }

  private static byte[] fragment(int type, int length, int offset, int bytes) {
    byte[] fragment = new byte[Records.MESSAGE_HEADER + bytes];
    Bytes.put8(fragment, 0, type);
    Bytes.put24(fragment, 1, length);
    Bytes.put24(fragment, 6, offset);
    Bytes.put24(fragment, 9, bytes);
    return fragment;
  }

  private static byte[] join(byte[]... parts) {
    var joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
