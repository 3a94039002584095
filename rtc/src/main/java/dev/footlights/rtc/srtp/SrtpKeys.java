package dev.footlights.rtc.srtp;

/**
 * What a handshake exported (RFC 5764 §4.2). The local key protects what we send.
 *
 * <p>The arrays belong to the record and are never changed.
 */
@SuppressWarnings("ArrayRecordComponent")
public record SrtpKeys(
    SrtpProfile profile, byte[] localKey, byte[] localSalt, byte[] remoteKey, byte[] remoteSalt) {
  @Override
  public String toString() {
    return "SrtpKeys[" + profile + "]";
  }
}
