package dev.footlights.sfu.transport;

import dev.footlights.rtc.feedback.ArrivalFeedback;
import dev.footlights.rtc.repair.NackGenerator;
import dev.footlights.rtc.rtcp.GenericNack;
import dev.footlights.rtc.rtcp.Pli;
import dev.footlights.rtc.rtcp.ReceiverReport;
import dev.footlights.rtc.srtp.SrtpOutbound;
import dev.footlights.sfu.shard.Egress;
import dev.footlights.sfu.stats.Counters;
import dev.footlights.sfu.stats.Counters.Total;
import dev.footlights.sfu.track.Track;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to a publisher: receiver reports, NACKs, keyframe requests, transport-wide
 * feedback. Belongs to the shard.
 */
final class PublisherFeedback {
  /** Between two receiver reports. */
  private static final long REPORT_NANOS = Duration.ofSeconds(1).toNanos();

  /** As whom we send RTCP where we send no media; browsers do the same. */
  private static final long OUR_SSRC = 1;

  private static final int MAX_MISSING = 256;
  private static final int ROOM = 1200;

  private final Streams streams;
  private final Counters counters;
  private final @Nullable ArrivalFeedback arrivals;
  private final int[] missing;
  private long reportDue = Long.MAX_VALUE;

  /**
   * @param publishes whether the peer may publish at all: most transports only watch
   * @param transportWide whether transport-wide numbers were agreed
   */
  PublisherFeedback(Streams streams, Counters counters, boolean publishes, boolean transportWide) {
    this.streams = streams;
    this.counters = counters;
    this.arrivals = transportWide ? new ArrivalFeedback() : null;
    this.missing = new int[publishes ? MAX_MISSING : 0];
  }

  /** A packet with that transport-wide number came. */
  void arrived(long now, int transportSequence) {
    if (arrivals != null) {
      arrivals.received(transportSequence, now);
    }
  }

  /** Media came: reports begin. */
  void mediaCame(long now) {
    if (reportDue == Long.MAX_VALUE) {
      reportDue = now + REPORT_NANOS;
    }
  }

  /** When {@link #timer} must run next, or {@link Long#MAX_VALUE}. */
  long deadline(@Nullable Track video) {
    long next = arrivals == null ? reportDue : Math.min(reportDue, arrivals.deadline());
    List<Stream> all = streams.all();
    for (int i = 0; i < all.size(); i++) {
      NackGenerator nacks = all.get(i).nacks();
      if (nacks != null) {
        next = Math.min(next, nacks.deadline());
      }
    }
    return video == null || mediaStream(video) == null
        ? next
        : Math.min(next, video.keyframeDeadline());
  }

  void timer(
      long now, @Nullable Track video, int path, SrtpOutbound keys, byte[] scratch, Egress out) {
    if (now >= reportDue) {
      reportDue = now + REPORT_NANOS;
      send(receiverReport(now, scratch), path, keys, scratch, out);
    }
    List<Stream> all = streams.all();
    for (int i = 0; i < all.size(); i++) {
      requestMissing(now, all.get(i), path, keys, scratch, out);
    }
    requestKeyframe(now, video, path, keys, scratch, out);
    if (arrivals != null) {
      tellArrivals(now, arrivals, path, keys, scratch, out);
    }
  }

  private void tellArrivals(
      long now, ArrivalFeedback of, int path, SrtpOutbound keys, byte[] scratch, Egress out) {
    long media = streams.all().isEmpty() ? 0 : streams.all().getFirst().ssrc();
    int length;
    do {
      length = of.poll(now, OUR_SSRC, media, scratch, 0, ROOM);
      send(length, path, keys, scratch, out);
    } while (length > 0);
  }

  private int receiverReport(long now, byte[] scratch) {
    int blocks = 0;
    List<Stream> all = streams.all();
    for (int i = 0; i < all.size() && blocks < ReceiverReport.MAX_BLOCKS; i++) {
      Stream stream = all.get(i);
      if (stream.repaired() == null && stream.reception().heard()) {
        int at = ReceiverReport.block(0, blocks++);
        stream.reception().write(now, scratch, at, stream.ssrc());
      }
    }
    return blocks == 0 ? 0 : ReceiverReport.write(scratch, 0, OUR_SSRC, blocks);
  }

  private void requestMissing(
      long now, Stream stream, int path, SrtpOutbound keys, byte[] scratch, Egress out) {
    NackGenerator nacks = stream.nacks();
    int count = nacks == null ? 0 : nacks.poll(now, missing);
    if (count > 0) {
      counters.count(Total.NACKS_SENT);
      send(
          GenericNack.write(scratch, 0, ROOM, OUR_SSRC, stream.ssrc(), missing, count),
          path,
          keys,
          scratch,
          out);
    }
  }

  private void requestKeyframe(
      long now, @Nullable Track video, int path, SrtpOutbound keys, byte[] scratch, Egress out) {
    Stream stream = video == null ? null : mediaStream(video);
    if (video != null && stream != null && video.pollKeyframeRequest(now)) {
      counters.count(Total.KEYFRAME_REQUESTS_SENT);
      send(Pli.write(scratch, 0, OUR_SSRC, stream.ssrc()), path, keys, scratch, out);
    }
  }

  private @Nullable Stream mediaStream(Track track) {
    List<Stream> all = streams.all();
    for (int i = 0; i < all.size(); i++) {
      Stream stream = all.get(i);
      if (stream.repaired() == null && stream.layer().track() == track) {
        return stream;
      }
    }
    return null;
  }

  private static void send(int length, int path, SrtpOutbound keys, byte[] scratch, Egress out) {
    if (length > 0) {
      int at = out.claim(path, length + keys.rtcpOverhead());
      if (at != Egress.BLOCKED) {
        out.commit(keys.protectRtcp(scratch, 0, length, out.memory(), at));
      }
    }
  }
}
