package dev.footlights.rtc.sdp;

import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.rtc.ice.IceCredentials;
import java.util.List;

/**
 * An offer as we understood it. Nothing is decided yet: that is {@link Answers}' part.
 *
 * @param sections every m-line, in order
 * @param bundle mids of {@code a=group:BUNDLE}, in order; empty without one
 * @param ice of the one transport we serve
 * @param fingerprint of the offerer's certificate
 * @param setup {@link Setup#ACTPASS} where the offer says nothing
 * @param allowMixed whether one- and two-byte header extensions may be mixed (RFC 8285 §6)
 */
public record Offer(
    List<OfferedSection> sections,
    List<String> bundle,
    IceCredentials ice,
    Fingerprint fingerprint,
    Setup setup,
    boolean allowMixed)
    implements OfferResult {

  public Offer {
    sections = List.copyOf(sections);
    bundle = List.copyOf(bundle);
  }

  /** Reads an offer. Never throws, whatever the text. */
  public static OfferResult parse(String sdp) {
    var refusals = new Refusals("offer");
    var description = Description.read(sdp, refusals);
    if (description == null) {
      return refusals.first();
    }
    if (description.lite()) {
      return new Refused("The offer says a=ice-lite, but this server is lite itself.");
    }
    return new Offer(
        description.sections(),
        description.bundle(),
        description.ice(),
        description.fingerprint(),
        description.setup() == null ? Setup.ACTPASS : description.setup(),
        description.allowMixed());
  }
}
