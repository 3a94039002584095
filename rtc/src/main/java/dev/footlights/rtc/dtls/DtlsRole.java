package dev.footlights.rtc.dtls;

/** Who sends the ClientHello: {@code setup:active} is the client (RFC 8842 §5). */
public enum DtlsRole {
  CLIENT,
  SERVER
}
