package dev.footlights.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.footlights.rtc.payload.H264;
import dev.footlights.rtc.payload.Vp8;
import dev.footlights.rtc.payload.Vp8Descriptor;
import dev.footlights.rtc.rtcp.Compound;
import dev.footlights.rtc.rtcp.GenericNack;
import dev.footlights.rtc.rtcp.Pli;
import dev.footlights.rtc.rtcp.ReceiverReport;
import dev.footlights.rtc.rtcp.ReportBlock;
import dev.footlights.rtc.rtcp.SenderReport;
import dev.footlights.rtc.rtp.RtpExtensionWriter;
import dev.footlights.rtc.rtp.RtpExtensions;
import dev.footlights.rtc.rtp.RtpHeader;
import dev.footlights.rtc.stun.StunKey;
import dev.footlights.rtc.stun.StunMessage;
import dev.footlights.rtc.stun.StunWriter;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PacketPathAllocatesNothingTest {
  private static final int ROUNDS = 5000;

  /** Room for what the JVM itself puts on the thread's account, far under a byte a round. */
  private static final long NOISE_BYTES = 4000;

  private final byte[] b = new byte[1500];
  private long seen;

  @Test
  void rtpWithExtensions() {
    var extensions = new RtpExtensions();
    var writer = new RtpExtensionWriter();
    assertAllocatesNothing(
        () -> {
          int at = RtpHeader.write(b, 0, true, 96, 7, 8, 9);
          RtpHeader.extension(b, 0, true);
          at += writer.clear().add(1, 0xABCD, 2).add(14, 1, 1).write(b, at);
          seen += RtpHeader.check(b, 0, at + 100).ordinal();
          seen += extensions.index(b, 0).ordinal() + extensions.offset(14);
          seen += RtpHeader.ssrc(b, 0) + RtpHeader.length(b, 0);
        });
  }

  @Test
  void payloads() {
    var descriptor = new Vp8Descriptor();
    byte[] vp8 = HexFormat.of().parseHex("90f0812345e650f6009d012a80026801");
    byte[] h264 = HexFormat.of().parseHex("7800046742c01f000468ce3c800003658884");
    assertAllocatesNothing(
        () -> {
          seen += descriptor.read(vp8, 0, vp8.length).ordinal();
          descriptor.rewritePictureId(vp8, 0, 77);
          descriptor.rewriteTl0PicIdx(vp8, 0, 78);
          seen += Vp8.keyframe(vp8, 0, vp8.length) ? Vp8.width(vp8, 0, vp8.length) : 0;
          seen += H264.keyframe(h264, 0, h264.length) ? 1 : 0;
          seen += H264.startsFrame(h264, 0, h264.length) ? 1 : 0;
        });
  }

  @Test
  void rtcp() {
    var compound = new Compound();
    int[] missing = {1, 5, 100};
    GenericNack.Missing sum = number -> seen += number;
    assertAllocatesNothing(
        () -> {
          int at = SenderReport.write(b, 0, 1, 2, 3, 4, 5);
          int report = at;
          at += ReceiverReport.write(b, at, 1, 1);
          ReportBlock.write(b, ReceiverReport.block(report, 0), 1, 2, 3, 4, 5, 6, 7);
          at += GenericNack.write(b, at, b.length - at, 1, 2, missing, missing.length);
          at += Pli.write(b, at, 1, 2);
          seen += compound.read(b, 0, at).ordinal();
          while (compound.next()) {
            seen += compound.type();
            seen += GenericNack.read(b, compound.offset(), compound.length(), sum).ordinal();
          }
        });
  }

  @Test
  void aStunMessageThatIsReadAgain() {
    var message = new StunMessage();
    int length =
        new StunWriter().request(b, 0, b.length, 1, 2).priority(3).finish(new StunKey("password"));
    assertAllocatesNothing(() -> seen += message.read(b, 0, length).ordinal());
  }

  private static void assertAllocatesNothing(Runnable packet) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < ROUNDS; i++) {
      packet.run();
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ROUNDS; i++) {
      packet.run();
    }
    long after = threads.getCurrentThreadAllocatedBytes();
    assertThat(before).as("the JVM counts allocations").isPositive();
    assertThat(after - before).isLessThan(NOISE_BYTES);
  }
}
