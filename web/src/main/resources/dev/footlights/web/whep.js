import { end, negotiate, over } from './http.js';

/**
 * Watches one publisher of the stage that a participant token names: WHEP, draft-ietf-wish-whep.
 *
 *   const session = await watch({ endpoint: `${whip}/subscribe/${participantId}`, token });
 *   video.srcObject = session.stream;
 *   await session.ended;   // the publisher left, or its replica was stopped
 *
 * A 409 says that nobody publishes under that name now: wait for the events to show it, then watch anew.
 *
 * @param {object} options
 * @param {string | URL} options.endpoint
 * @param {string} options.token a participant token with the capability SUBSCRIBE
 * @param {AbortSignal} [options.signal] gives up the request
 */
export async function watch({ endpoint, token, signal }) {
  const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  const stream = new MediaStream();
  pc.addEventListener('track', ({ track }) => stream.addTrack(track));
  try {
    pc.addTransceiver('audio', { direction: 'recvonly' });
    pc.addTransceiver('video', { direction: 'recvonly' });
    let closed = false;
    const ended = over(pc).then((byServer) => {
      closed = byServer;
    });
    const url = await negotiate('watch', pc, endpoint, token, signal);
    return {
      pc,
      stream,
      url,
      /** Resolves when the server ended it; stop() still has to be called, since statistics stay readable until then. */
      ended,
      async stop() {
        if (!closed) {
          await end(url, token);
        }
        pc.close();
      },
    };
  } catch (failure) {
    pc.close();
    throw failure;
  }
}
