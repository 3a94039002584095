import { end, negotiate, over } from './http.js';

/**
 * Publishes a stream into the stage that a participant token names: WHIP, RFC 9725.
 *
 *   const session = await publish({ endpoint: 'http://127.0.0.1:4569/whip', token, stream });
 *   …
 *   await session.stop();
 *
 * @param {object} options
 * @param {string | URL} options.endpoint the claim whip_url of the token, or /whip of the server
 * @param {string} options.token a participant token with the capability PUBLISH
 * @param {MediaStream} options.stream at most one video and one audio track
 * @param {string} [options.codec] a video codec to prefer, as in 'video/VP8'
 * @param {number} [options.maxBitrate] of the video, bits per second
 * @param {AbortSignal} [options.signal] gives up the request
 */
export async function publish({ endpoint, token, stream, codec, maxBitrate, signal }) {
  const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  try {
    for (const track of stream.getTracks()) {
      const encoding = track.kind === 'video' && maxBitrate ? { maxBitrate } : {};
      const transceiver = pc.addTransceiver(track, {
        direction: 'sendonly', streams: [stream], sendEncodings: [encoding],
      });
      if (track.kind === 'video' && codec) {
        prefer(transceiver, codec);
      }
    }
    let closed = false;
    const ended = over(pc).then((byServer) => {
      closed = byServer;
    });
    const url = await negotiate('publish', pc, endpoint, token, signal);
    return {
      pc,
      url,
      /** Resolves when the server has ended it, too. */
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

function prefer(transceiver, codec) {
  const all = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
  const first = all.filter((c) => c.mimeType.toLowerCase() === codec.toLowerCase());
  if (first.length > 0) {
    transceiver.setCodecPreferences?.([...first, ...all.filter((c) => !first.includes(c))]);
  }
}
