package dev.footlights.client.peer;

import dev.footlights.client.media.Loop;
import dev.footlights.client.media.TestCard;
import dev.footlights.client.media.Vp8Packets;
import dev.footlights.rtc.Reject;
import dev.footlights.rtc.rtcp.Compound;
import dev.footlights.rtc.rtcp.Fir;
import dev.footlights.rtc.rtcp.GenericNack;
import dev.footlights.rtc.rtcp.Pli;
import dev.footlights.rtc.rtcp.RtcpHeader;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Local;
import dev.footlights.rtc.sdp.Offers;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.sdp.SenderIds;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a test card and its tone, again and again. A lost packet is sent again on the RTX SSRC;
 * whoever wants a keyframe gets the loop's next one.
 */
public final class TestCardPublisher implements Media {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int VIDEO_CLOCK = 90_000;
  private static final int AUDIO_CLOCK = 48_000;

  /** Between two sender reports of a track. */
  private static final long REPORT_INTERVAL = SECOND;

  /** Frames that are later than this are left out: the process was stopped. */
  private static final long MAX_DELAY = SECOND;

  /** Numbers of one turn that are answered; a NACK beyond it is asked again. */
  private static final int MAX_REPEATS = 256;

  private final Loop video;
  private final Loop audio;
  private final RandomGenerator random;
  private final Map<Kind, SenderIds> senders;
  private final Compound compound = new Compound();
  private final byte[] report = new byte[256];
  private final long videoBase;
  private final long audioBase;
  private final int[] repeats = new int[MAX_REPEATS];
  private int repeatCount;

  private @Nullable SendingTrack videoTrack;
  private @Nullable SendingTrack audioTrack;
  private int transportSequence;
  private boolean keyframeWanted;
  private boolean connected;
  private long start;
  private long pictures;
  private long sounds;
  private long nextReport;
  private int videoFrame;
  private int audioFrame;
  private int pictureId;
  private long frames;
  private long keyframes;

  public TestCardPublisher(TestCard card, RandomGenerator random) {
    this.video = card.video();
    this.audio = card.audio();
    this.random = random;
    this.pictureId = random.nextInt(Vp8Packets.PICTURE_IDS);
    this.videoBase = random.nextInt() & 0xFFFF_FFFFL;
    this.audioBase = random.nextInt() & 0xFFFF_FFFFL;
    String cname = "card" + random.nextInt(1 << 30);
    this.senders =
        Map.of(
            Kind.AUDIO,
            new SenderIds(ssrc(), -1, cname, card.colour(), card.colour() + "-audio"),
            Kind.VIDEO,
            new SenderIds(ssrc(), ssrc(), cname, card.colour(), card.colour() + "-video"));
  }

  private long ssrc() {
    return 1 + (random.nextInt() & 0xFFFF_FFFEL);
  }

  @Override
  public String offer(Local local) {
    return Offers.publish(local, senders, false);
  }

  @Override
  public Map<Kind, SenderIds> senders() {
    return senders;
  }

  @Override
  public void agreed(List<Section> sections) {
    for (Section section : sections) {
      SenderIds ids = senders.get(section.kind());
      if (ids == null || section.codecs().isEmpty()) {
        continue;
      }
      var track = new SendingTrack(ids, section, random);
      switch (section.kind()) {
        case AUDIO -> audioTrack = track;
        case VIDEO -> videoTrack = track;
      }
    }
  }

  @Override
  public void connected(long now) {
    connected = true;
    start = now;
    nextReport = now;
  }

  @Override
  public void rtp(long now, byte[] bytes, int off, int length) {}

  @Override
  public void rtcp(long now, byte[] bytes, int off, int length) {
    if (videoTrack == null || compound.read(bytes, off, length) != Reject.NONE) {
      return;
    }
    while (compound.next()) {
      feedback(videoTrack.ssrc(), bytes, compound.offset(), compound.length());
    }
  }

  private void feedback(long ssrc, byte[] bytes, int off, int length) {
    if (compound.type() == RtcpHeader.TRANSPORT_FEEDBACK
        && compound.count() == GenericNack.FORMAT
        && length >= Pli.BYTES
        && GenericNack.mediaSsrc(bytes, off) == ssrc) {
      GenericNack.read(bytes, off, length, this::wantRepeat);
    } else if (compound.type() == RtcpHeader.PAYLOAD_FEEDBACK
        && compound.count() == Pli.FORMAT
        && Pli.check(length) == Reject.NONE) {
      keyframeWanted |= Pli.mediaSsrc(bytes, off) == ssrc;
    } else if (compound.type() == RtcpHeader.PAYLOAD_FEEDBACK
        && compound.count() == Fir.FORMAT
        && Fir.check(length) == Reject.NONE) {
      for (int i = 0; i < Fir.entries(length); i++) {
        keyframeWanted |= Fir.ssrc(bytes, off, i) == ssrc;
      }
    }
  }

  private void wantRepeat(int sequenceNumber) {
    if (repeatCount < MAX_REPEATS) {
      repeats[repeatCount++] = sequenceNumber;
    }
  }

  @Override
  public void flush(long now, Outbound out) {
    if (!connected) {
      return;
    }
    leaveOutWhatIsTooLate(now);
    if (videoTrack != null) {
      repeatLost(videoTrack, out);
      while (pictureDue() <= now) {
        picture(videoTrack, out);
      }
    }
    if (audioTrack != null) {
      while (soundDue() <= now) {
        sound(audioTrack, out);
      }
    }
    if (now >= nextReport) {
      nextReport = now + REPORT_INTERVAL;
      reports(now, out);
    }
  }

  private void leaveOutWhatIsTooLate(long now) {
    while (now - pictureDue() > MAX_DELAY) {
      pictures++;
      keyframeWanted = true;
    }
    while (now - soundDue() > MAX_DELAY) {
      sounds++;
    }
  }

  private void repeatLost(SendingTrack track, Outbound out) {
    for (int i = 0; i < repeatCount; i++) {
      if (track.remembers(repeats[i])) {
        track.repeat(repeats[i], transportSequence++, out);
      }
    }
    repeatCount = 0;
  }

  private void picture(SendingTrack track, Outbound out) {
    if (keyframeWanted) {
      keyframeWanted = false;
      videoFrame = video.keyframeFrom(videoFrame);
    }
    byte[] frame = video.frame(videoFrame);
    long timestamp = videoBase + pictures * VIDEO_CLOCK / TestCard.FRAMES_PER_SECOND;
    int count = Vp8Packets.count(frame, SendingTrack.MAX_PAYLOAD);
    for (int i = 0; i < count; i++) {
      int length = Vp8Packets.write(frame, pictureId, i, count, track.payload(), 0);
      track.send(length, timestamp, i == count - 1, transportSequence++, out);
    }
    frames++;
    keyframes += video.isKeyframe(videoFrame) ? 1 : 0;
    pictures++;
    pictureId = (pictureId + 1) % Vp8Packets.PICTURE_IDS;
    videoFrame = video.after(videoFrame);
  }

  private void sound(SendingTrack track, Outbound out) {
    byte[] frame = audio.frame(audioFrame);
    System.arraycopy(frame, 0, track.payload(), 0, frame.length);
    long timestamp = audioBase + sounds * AUDIO_CLOCK / TestCard.SOUNDS_PER_SECOND;
    track.send(frame.length, timestamp, sounds == 0, transportSequence++, out);
    sounds++;
    audioFrame = audio.after(audioFrame);
  }

  private void reports(long now, Outbound out) {
    for (SendingTrack track : Arrays.asList(audioTrack, videoTrack)) {
      if (track != null) {
        boolean isVideo = track == videoTrack;
        long base = isVideo ? videoBase : audioBase;
        long ticks = ticks(now - start, isVideo ? VIDEO_CLOCK : AUDIO_CLOCK);
        out.rtcp(report, track.report(report, 0, ntpTime(now), base + ticks));
      }
    }
  }

  private static long ticks(long nanos, int clock) {
    return nanos / SECOND * clock + nanos % SECOND * clock / SECOND;
  }

  /** Seconds and fraction of a clock whose zero is arbitrary (RFC 3550 §6.4.1). */
  private static long ntpTime(long now) {
    return Math.floorDiv(now, SECOND) << 32 | (Math.floorMod(now, SECOND) << 32) / SECOND;
  }

  private long pictureDue() {
    return start + pictures * SECOND / TestCard.FRAMES_PER_SECOND;
  }

  private long soundDue() {
    return start + sounds * SECOND / TestCard.SOUNDS_PER_SECOND;
  }

  @Override
  public long deadline() {
    if (!connected) {
      return NEVER;
    }
    if (repeatCount > 0) {
      return Long.MIN_VALUE;
    }
    long due = nextReport;
    due = videoTrack == null ? due : Math.min(due, pictureDue());
    return audioTrack == null ? due : Math.min(due, soundDue());
  }

  /** Video frames sent. */
  public long frames() {
    return frames;
  }

  /** Keyframes among them. */
  public long keyframes() {
    return keyframes;
  }

  /** Video packets sent, without those sent again. */
  public long videoPackets() {
    return videoTrack == null ? 0 : videoTrack.packets();
  }

  /** Video packets sent again. */
  public long repeated() {
    return videoTrack == null ? 0 : videoTrack.repeated();
  }
}
