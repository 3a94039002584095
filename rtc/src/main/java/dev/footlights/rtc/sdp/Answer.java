package dev.footlights.rtc.sdp;

import dev.footlights.rtc.dtls.DtlsRole;
import java.util.List;

/**
 * An answer to send.
 *
 * @param sdp its text, lines ended by CR LF
 * @param role ours in the handshake
 * @param sections what it accepted, in the order of the m-lines; rejected m-lines are left out
 */
public record Answer(String sdp, DtlsRole role, List<Section> sections) implements AnswerResult {
  public Answer {
    sections = List.copyOf(sections);
  }
}
