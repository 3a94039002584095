package dev.footlights.rtc.dtls;

import java.security.SecureRandom;

/** Two engines that talk to each other without a network, to load and warm the code. */
final class SelfHandshake {
  /** Few enough to be over in a second on a cold process, enough for the compiler to notice. */
  private static final int ROUNDS = 3;

  private final DtlsIdentity identity;
  private final SecureRandom random;

  SelfHandshake(DtlsIdentity identity, SecureRandom random) {
    this.identity = identity;
    this.random = random;
  }

  void run() {
    for (int round = 0; round < ROUNDS; round++) {
      var client = new DtlsEngine(DtlsRole.CLIENT, identity, identity.fingerprint(), random);
      var server = new DtlsEngine(DtlsRole.SERVER, identity, identity.fingerprint(), random);
      try {
        server.start(0);
        client.start(0);
        boolean busy = true;
        while (busy) {
          busy = carry(client, server);
          busy |= carry(server, client);
        }
        if (server.state() != DtlsEngine.State.CONNECTED) {
          throw new IllegalStateException("a handshake with ourselves failed: " + server.failure());
        }
      } finally {
        client.close();
        server.close();
      }
    }
  }

  private static boolean carry(DtlsEngine from, DtlsEngine to) {
    boolean any = false;
    for (byte[] datagram = from.poll(); datagram != null; datagram = from.poll()) {
      to.handle(datagram, 0, datagram.length, 0);
      any = true;
    }
    return any;
  }
}
