package dev.footlights.client.peer;

import dev.footlights.rtc.Reject;
import dev.footlights.rtc.dtls.DtlsEngine;
import dev.footlights.rtc.dtls.DtlsIdentity;
import dev.footlights.rtc.ice.IceCredentials;
import dev.footlights.rtc.ice.LiteAgent;
import dev.footlights.rtc.repair.Rtx;
import dev.footlights.rtc.rtcp.Compound;
import dev.footlights.rtc.rtcp.GenericNack;
import dev.footlights.rtc.rtcp.Pli;
import dev.footlights.rtc.rtcp.ReceiverReport;
import dev.footlights.rtc.rtcp.ReportBlock;
import dev.footlights.rtc.rtcp.RtcpHeader;
import dev.footlights.rtc.rtcp.SenderReport;
import dev.footlights.rtc.rtp.RtpHeader;
import dev.footlights.rtc.sdp.Answer;
import dev.footlights.rtc.sdp.AnswerResult;
import dev.footlights.rtc.sdp.Answers;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Local;
import dev.footlights.rtc.sdp.Offer;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.sdp.SenderIds;
import dev.footlights.rtc.srtp.SrtpInbound;
import dev.footlights.rtc.srtp.SrtpOutbound;
import dev.footlights.rtc.stun.StunMessage;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The smallest server that joins one publisher to one viewer, for tests of the client alone. */
final class TinyServer {
  static final InetSocketAddress ADDRESS = new InetSocketAddress("192.0.2.1", 4570);

  /** One client's transport. */
  final class Transport implements Network.Host {
    final IceCredentials ice = IceCredentials.random(random);
    final LiteAgent agent;
    @Nullable DtlsEngine dtls;
    @Nullable SrtpInbound in;
    @Nullable SrtpOutbound out;
    @Nullable InetSocketAddress client;
    Network.@Nullable Host host;
    List<Section> sections = List.of();
    boolean closed;

    Transport(long now) {
      agent = new LiteAgent(ice, now);
    }

    String answer(long now, String sdp, boolean publish) {
      Offer offer = (Offer) Offer.parse(sdp);
      var local = new Local(ice, identity.fingerprint(), List.of(ADDRESS), 1);
      AnswerResult result =
          publish ? Answers.publish(offer, local) : Answers.watch(offer, local, TinyServer::ids);
      Answer answer = (Answer) result;
      sections = answer.sections();
      dtls = new DtlsEngine(answer.role(), identity, offer.fingerprint(), random);
      dtls.start(now);
      return answer.sdp();
    }

    @Override
    public void receive(long now, InetSocketAddress from, byte[] bytes) {
      DtlsEngine engine = dtls;
      if (engine == null) {
        return;
      }
      if (StunMessage.matches(bytes, 0, bytes.length)) {
        var stun = new StunMessage();
        if (stun.read(bytes, 0, bytes.length) == Reject.NONE) {
          byte[] reply = new byte[LiteAgent.MAX_REPLY_BYTES];
          int length = agent.check(now, 0, stun, from, reply, 0, reply.length);
          client = length > 0 ? from : client;
          send(now, reply, length);
        }
      } else if (DtlsEngine.matches(bytes, 0, bytes.length)) {
        engine.handle(bytes, 0, bytes.length, now);
        keys(engine);
      } else if (in != null && RtpHeader.isRtcp(bytes, 0)) {
        int length = in.unprotectRtcp(bytes, 0, bytes.length);
        if (length > 0) {
          heardRtcp(now, this, bytes, length);
        }
      } else if (in != null) {
        int length = in.unprotectRtp(bytes, 0, bytes.length);
        if (length > 0) {
          heardRtp(now, this, bytes, length, in.lastIndex());
        }
      }
    }

    private void keys(DtlsEngine engine) {
      if (in == null && engine.state() == DtlsEngine.State.CONNECTED) {
        in = new SrtpInbound(engine.srtpKeys());
        out = new SrtpOutbound(engine.srtpKeys());
      }
      closed |= engine.state() == DtlsEngine.State.CLOSED;
    }

    void flush(long now) {
      DtlsEngine engine = dtls;
      if (engine != null) {
        engine.handleTimeout(now);
        for (byte[] record = engine.poll(); record != null; record = engine.poll()) {
          send(now, record, record.length);
        }
      }
    }

    void send(long now, byte[] bytes, int length) {
      if (length > 0 && client != null && host != null) {
        network.send(now, ADDRESS, host, bytes, 0, length);
      }
    }

    void rtp(long now, long ssrc, long index, byte[] packet, int length) {
      if (out != null) {
        byte[] sealed = new byte[length + 64];
        send(now, sealed, out.protectRtp(out.stream(ssrc), index, packet, 0, length, sealed, 0));
      }
    }

    void rtcp(long now, byte[] packet, int length) {
      if (out != null) {
        byte[] sealed = new byte[length + 64];
        send(now, sealed, out.protectRtcp(packet, 0, length, sealed, 0));
      }
    }
  }

  private static final long AUDIO = 1001;
  private static final long VIDEO = 1002;
  private static final long VIDEO_RTX = 1003;

  private final Network network;
  private final SeededRandom random;
  private final DtlsIdentity identity;
  private final Map<Integer, byte[]> sent = new HashMap<>();

  final Transport publisher;
  final Transport viewer;

  /** Sequence numbers of the publisher's video that are dropped at their first arrival. */
  final Set<Integer> toDrop = new HashSet<>();

  final List<byte[]> repairs = new ArrayList<>();
  int keyframeRequests;
  int senderReports;
  int fractionLost;
  int cumulativeLost;
  boolean forwarding = true;
  private long rtxIndex = 5;

  TinyServer(Network network, SeededRandom random, long now) {
    this.network = network;
    this.random = random;
    this.identity = DtlsIdentity.create(random, Instant.ofEpochSecond(1_800_000_000));
    this.publisher = new Transport(now);
    this.viewer = new Transport(now);
  }

  private static SenderIds ids(Kind kind) {
    return kind == Kind.VIDEO
        ? new SenderIds(VIDEO, VIDEO_RTX, "c", "s", "v")
        : new SenderIds(AUDIO, -1, "c", "s", "a");
  }

  private Section section(Transport transport, Kind kind) {
    return transport.sections.stream().filter(s -> s.kind() == kind).findFirst().orElseThrow();
  }

  private void heardRtp(long now, Transport from, byte[] packet, int length, long index) {
    int type = RtpHeader.payloadType(packet, 0);
    var video = section(publisher, Kind.VIDEO).codecs().getFirst();
    int number = RtpHeader.sequenceNumber(packet, 0);
    if (type == video.rtxPayloadType()) {
      int original =
          Rtx.unwrap(
              packet,
              0,
              length,
              video.payloadType(),
              section(publisher, Kind.VIDEO).remoteSsrcs().getFirst());
      repairs.add(Arrays.copyOf(packet, original));
      return;
    }
    boolean isVideo = type == video.payloadType();
    if (isVideo && toDrop.remove(number)) {
      byte[] nack = new byte[64];
      int[] missing = {number};
      from.rtcp(
          now, nack, GenericNack.write(nack, 0, 64, 1, RtpHeader.ssrc(packet, 0), missing, 1));
      return;
    }
    if (forwarding) {
      long ssrc = isVideo ? VIDEO : AUDIO;
      RtpHeader.ssrc(packet, 0, ssrc);
      if (isVideo) {
        sent.put(number, Arrays.copyOf(packet, length));
      }
      viewer.rtp(now, ssrc, index, packet, length);
    }
  }

  private void heardRtcp(long now, Transport from, byte[] packet, int length) {
    var compound = new Compound();
    if (compound.read(packet, 0, length) != Reject.NONE) {
      throw new AssertionError("malformed RTCP from the client");
    }
    while (compound.next()) {
      int at = compound.offset();
      switch (compound.type()) {
        case RtcpHeader.SENDER_REPORT -> {
          senderReports++;
          boolean isVideo =
              SenderReport.ssrc(packet, at)
                  == section(publisher, Kind.VIDEO).remoteSsrcs().getFirst();
          byte[] report = new byte[SenderReport.FIXED];
          viewer.rtcp(
              now,
              report,
              SenderReport.write(
                  report,
                  0,
                  isVideo ? VIDEO : AUDIO,
                  SenderReport.ntpTime(packet, at),
                  SenderReport.rtpTimestamp(packet, at),
                  0,
                  0));
        }
        case RtcpHeader.RECEIVER_REPORT -> {
          for (int i = 0; i < compound.count(); i++) {
            int block = ReceiverReport.block(at, i);
            if (ReportBlock.ssrc(packet, block) == VIDEO) {
              fractionLost = Math.max(fractionLost, ReportBlock.fractionLost(packet, block));
              cumulativeLost = ReportBlock.cumulativeLost(packet, block);
            }
          }
        }
        case RtcpHeader.TRANSPORT_FEEDBACK ->
            GenericNack.read(packet, at, compound.length(), number -> again(now, from, number));
        case RtcpHeader.PAYLOAD_FEEDBACK -> {
          keyframeRequests++;
          wantKeyframe(now);
        }
        default -> {}
      }
    }
  }

  void wantKeyframe(long now) {
    byte[] pli = new byte[Pli.BYTES];
    long ssrc = section(publisher, Kind.VIDEO).remoteSsrcs().getFirst();
    publisher.rtcp(now, pli, Pli.write(pli, 0, 1, ssrc));
  }

  private void again(long now, Transport to, int number) {
    byte[] packet = sent.get(number);
    if (packet != null && forwarding) {
      byte[] rtx = new byte[packet.length + Rtx.OSN_BYTES];
      int type = section(viewer, Kind.VIDEO).codecs().getFirst().rtxPayloadType();
      int length = Rtx.wrap(packet, 0, packet.length, rtx, 0, type, VIDEO_RTX, (int) rtxIndex);
      to.rtp(now, VIDEO_RTX, rtxIndex++, rtx, length);
    }
  }

  /** Ends the viewer's transport as a Stop does. */
  void closeViewer(long now) {
    if (viewer.dtls != null) {
      viewer.dtls.close();
      viewer.flush(now);
    }
    forwarding = false;
  }

  void flush(long now) {
    publisher.flush(now);
    viewer.flush(now);
  }
}
